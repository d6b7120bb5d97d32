package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.ledger.SomeLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders are given, shown and taken back at a real broker. */
@Timeout(120)
class ControlCommandsIT {
  private AtBroker at;

  @BeforeEach
  void start() {
    at = new AtBroker();
  }

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void ordersAreGivenShownAndTakenBack() {
    at.vedette("topics", "create");
    assertThat(at.vedette("control", "show")).isZero();
    assertThat(at.said().out()).isEqualToIgnoringWhitespace("no orders: hybrid for all");

    assertThat(at.vedette("control", "set", "edge", "--tenant", "acme", "--note", "works"))
        .isZero();
    assertThat(at.said().out().strip()).isEqualTo("ordered for acme/*; now it is edge");
    String always = "mon-sun 00:00-24:00 cloud";
    assertThat(at.vedette("control", "set", "hybrid", "--class", "door", "--hours", always))
        .isZero();
    assertThat(at.said().out())
        .contains("ordered for */door; now it is cloud")
        .contains("hours are those of UTC")
        .contains("but not for acme/*: there it is edge");

    assertThat(at.vedette("control", "show")).isZero();
    assertThat(at.said().out().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("acme/*", "edge", "works"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "*/door", "cloud", "hybrid", "mon,tue,wed,thu,fri,sat,sun 00:00-24:00"));

    assertThat(at.vedette("control", "clear", "--tenant", "acme")).isZero();
    assertThat(at.said().out().strip()).isEqualTo("taken back for acme/*");
    assertThat(at.vedette("control", "clear", "--tenant", "acme")).isZero();
    assertThat(at.said().out().strip()).isEqualTo("there was no order for acme/*");
    assertThat(at.vedette("control", "show")).isZero();
    assertThat(at.said().out().lines()).hasSize(2);
  }

  @Test
  void budgetsAreOrderedShownAndTakenBack() {
    at.vedette("topics", "create");
    assertThat(at.vedette("control", "budget", "show")).isZero();
    assertThat(at.said().out())
        .isEqualToIgnoringWhitespace("no budgets: nothing but caps on calls bounds what is spent");

    assertThat(budget("set doors --limit 25 --period day --tenant acme --class door")).isZero();
    assertThat(at.said().out().strip())
        .isEqualTo(
            "ordered as doors: acme may spend $25.00 a day (UTC) on door; warnings at 80 % and 95 %");
    assertThat(budget("set all --limit 0.5 --period minute --rolling --note agreed")).isZero();
    assertThat(budget("set doors --limit 30 --period day --tenant acme --class door")).isZero();

    assertThat(at.vedette("control", "budget", "show", "--no-spend")).isZero();
    assertThat(at.said().out().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("doors", "acme may spend $30.00 a day"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("all", "each tenant may spend $0.50 in any 60 seconds", "agreed"));
    assertThat(at.vedette("control", "show")).isZero();
    assertThat(at.said().out()).contains("no orders: hybrid for all", "budgets", "2 (vedette");

    assertThat(budget("clear doors")).isZero();
    assertThat(at.said().out().strip()).isEqualTo("taken back: doors");
    assertThat(budget("clear doors")).isZero();
    assertThat(at.said().out().strip()).isEqualTo("there was no budget called doors");
    assertThat(at.vedette("control", "budget", "show")).isZero();
    assertThat(at.said().out()).contains("all").doesNotContain("doors");
  }

  @Test
  void whatCountsAgainstABudgetIsShownBesideIt() throws Exception {
    at.vedette("topics", "create");
    assertThat(budget("set doors --limit 2 --period day --rolling --tenant acme --class door"))
        .isZero();
    assertThat(budget("set each --limit 0.0004 --period day --rolling")).isZero();
    at.ledger()
        .append(
            new SomeLedger()
                .from(Instant.now().minus(Duration.ofHours(3)))
                .settled("a", 500_000)
                .unknown("b")
                .by("globex")
                .settled("c", 100)
                .lines());

    assertThat(at.vedette("control", "budget", "show")).isZero();
    assertThat(at.said().out().lines().map(line -> line.strip().split("  +")))
        .contains(
            new String[] {"budget", "tenant", "spent", "unknown", "left", "used"},
            new String[] {"doors", "acme", "$0.50", "$0.0009", "$1.4991", "25 %"},
            new String[] {"each", "acme", "$0.50", "$0.0009", "$0.00", "125225 %"},
            new String[] {"each", "globex", "$0.0001", "$0.00", "$0.0003", "25 %"});

    assertThat(at.vedette("control", "budget", "show", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(at.said().out());
    JsonNode doors = json.at("/budgets/0");
    assertThat(doors.path("name").asText()).isEqualTo("doors");
    assertThat(doors.path("limitMicros").asLong()).isEqualTo(2_000_000);
    assertThat(doors.at("/tenants/0/spentMicros").asLong()).isEqualTo(500_000);
    assertThat(doors.at("/tenants/0/unknownMicros").asLong()).isEqualTo(900);

    assertThat(at.vedette("control", "budget", "show", "--no-spend")).isZero();
    assertThat(at.said().out()).contains("doors").doesNotContain("unknown");
    at.append("ledger", "acme/door/face", new byte[] {1, 2, 3});
    assertThat(at.vedette("control", "budget", "show")).isEqualTo(1);
    assertThat(at.said().err()).contains("is no line of a ledger");
  }

  @Test
  void aBudgetThatGrantsNoCallOfTheConfigurationIsOrderedAndDoubted() {
    at.vedette("topics", "create");
    String job =
        " -D vedette.provider.url=http://127.0.0.1:1/v1 -D vedette.provider.model=gpt-4o"
            + " -D vedette.provider.price.input=2 -D vedette.provider.price.output=8";
    assertThat(budget("set all --limit 0.000001 --period day" + job)).isZero();
    assertThat(at.said().out().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("but it grants no question about a picture of 384 pixels a side at");
    assertThat(budget("set all --limit 1 --period day" + job)).isZero();
    assertThat(at.said().out().lines()).hasSize(1);
  }

  /** By a stranger, or by a newer version. */
  @Test
  void aBudgetOfWhichNothingIsKnownIsShownAndCanBeTakenBack() throws Exception {
    at.vedette("topics", "create");
    at.append("control", "budget:doors", new byte[] {1, 2, 3});
    assertThat(at.vedette("control", "budget", "show")).isZero();
    assertThat(at.said().out()).contains("the budget 'doors' cannot be read", "NOTHING IS SPENT");
    assertThat(at.vedette("control", "show")).isZero();
    assertThat(at.said().out()).contains("the budget 'doors' cannot be read");

    assertThat(budget("clear doors")).isZero();
    assertThat(at.said().out().strip()).isEqualTo("taken back: doors");
    assertThat(at.vedette("control", "budget", "show")).isZero();
    assertThat(at.said().out()).contains("no budgets").doesNotContain("left out");
  }

  @Test
  void whatIsWrongWithABudgetIsSaidAndNothingIsOrdered() {
    assertThat(budget("set doors --limit 25 --period day")).isNotZero();
    assertThat(at.said().err()).contains("control");

    at.vedette("topics", "create");
    assertThat(budget("set doors --limit 25 --period year")).isEqualTo(2);
    String noModel = " -D vedette.provider.url=http://127.0.0.1:1/v1";
    assertThat(budget("set doors --limit 25 --period day" + noModel)).isEqualTo(2);
    assertThat(at.said().err()).contains("vedette.provider.model");
    assertThat(at.vedette("control", "budget")).isEqualTo(2);
    assertThat(at.vedette("control", "budget", "show")).isZero();
    assertThat(at.said().out()).contains("no budgets");
  }

  private int budget(String words) {
    return at.vedette(("control budget " + words).split(" ", -1));
  }

  /** As a broker makes it by itself: after a week nobody would know of an order. */
  @Test
  void aTopicThatForgetsIsRefused() throws Exception {
    at.admin.createTopics(List.of(new NewTopic("control", 3, (short) 1))).all().get();
    assertThat(at.vedette("control", "set", "edge")).isEqualTo(1);
    assertThat(at.said().err())
        .contains("control has cleanup.policy=delete and 3 partition(s)", "vedette topics create");
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsOrdered() {
    assertThat(at.vedette("control", "set", "edge")).isNotZero();
    assertThat(at.said().err()).contains("control");

    at.vedette("topics", "create");
    assertThat(at.vedette("control", "set", "sometimes")).isEqualTo(2);
    assertThat(at.said().err()).contains("'sometimes' is none of edge, hybrid, cloud");
    assertThat(at.vedette("control", "set", "edge", "--zone", "Mars/Olympus")).isEqualTo(2);
    assertThat(at.said().err()).contains("'Mars/Olympus' is no time zone");
    assertThat(at.vedette("control", "set", "edge", "--hours", "noon")).isEqualTo(2);
    assertThat(at.said().err()).contains("mon-fri 08:00-18:00 edge");
    assertThat(at.vedette("control", "set", "edge", "--tenant", " ")).isEqualTo(2);
    assertThat(at.said().err()).contains("have names");
    assertThat(at.vedette("control")).isEqualTo(2);
    at.vedette("control", "show");
    assertThat(at.said().out()).contains("no orders");
  }
}
