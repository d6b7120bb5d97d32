package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
