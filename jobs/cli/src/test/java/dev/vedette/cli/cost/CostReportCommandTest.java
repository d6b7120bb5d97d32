package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.Commands;
import dev.vedette.cli.ledger.SomeLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostReportCommandTest {
  @TempDir private Path folder;

  private Commands.Said report(SomeLedger ledger, String... args) throws Exception {
    Path file = ledger.writtenTo(folder.resolve("ledger.jsonl"));
    Commands.Said said =
        Commands.run(
            Stream.concat(Stream.of("cost", "report", "--file", file.toString()), Stream.of(args))
                .toArray(String[]::new));
    assertThat(said.out().lines()).allMatch(line -> line.length() <= 100);
    return said;
  }

  private static SomeLedger days() {
    return new SomeLedger()
        .every(Duration.ofHours(18))
        .settled("a", 100)
        .avoided("rejected", 900, 90_000)
        .settled("b", 301)
        .by("zoo")
        .unknown("c")
        .asking("claude-haiku")
        .settled("d", 599)
        .released("e");
  }

  @Test
  void spendIsAddedUpByTenant() throws Exception {
    Commands.Said said = report(days(), "--by", "tenant");
    assertThat(said.code()).isZero();
    assertThat(said.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsSubsequence(
            "US dollars by tenant, from 2026-11-27 12:00 to 2026-11-30 12:00 (UTC)",
            "tenant calls asked not asked spent unknown avoided per 1,000",
            "acme 2 2 900 0.000401 - 0.090000 0.000445",
            "zoo 2 2 0 0.000599 0.000900 0.000000 0.299500",
            "all 4 4 900 0.001000 0.000900 0.090000 0.001106")
        .contains(
            "tokens 300 fresh input, 150 cached, 60 written to a cache, 72 output, 24 reasoning",
            "unknown 1 calls may have been billed, 0.000900 at most, until 'vedette cost reconcile'",
            "2026-11-29 00:00 c-1 cam-zoo gpt-4o-mini 0.000900",
            "month 0.010000 in 30 days (0.019000 if all that is unknown was billed), if they are as",
            "these 3.0 days were");
  }

  @Test
  void byDeviceAvoidedEventsAreNotKnownAndThePriceIsOfThoseAskedAbout() throws Exception {
    Commands.Said said = report(days(), "--by", "device,model");
    assertThat(said.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "device model calls asked not asked spent unknown avoided per 1,000 asked",
            "cam-acme gpt-4o-mini 2 2 - 0.000401 - - 0.200500",
            "cam-zoo claude-haiku 1 1 - 0.000599 - - 0.599000");
  }

  @Test
  void byDeviceTheyAreNotKnownAlsoWhereNothingWasAvoided() throws Exception {
    Commands.Said said = report(new SomeLedger().settled("a", 100), "--by", "device");
    assertThat(said.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "device calls asked not asked spent unknown avoided per 1,000 asked",
            "cam-acme 1 1 - 0.000100 - - 0.100000");
  }

  @Test
  void aCallCountsOnTheDayOnWhichItWasGrantedAsInABudget() throws Exception {
    var ledger =
        new SomeLedger().every(Duration.ofHours(12)).granted(Duration.ofHours(13)).settled("a", 7);
    ledger.settled("b", 9);
    assertThat(report(ledger, "--by", "day").out().lines())
        .anyMatch(line -> line.contains("2026-11-26") && line.contains("0.000007"))
        .anyMatch(line -> line.contains("2026-11-27") && line.contains("0.000009"));
    assertThat(report(ledger, "--until", "2026-11-27").out()).contains("0.000007");
  }

  @Test
  void aCallCountsOnItsDayInTheZone() throws Exception {
    var ledger = new SomeLedger().every(Duration.ofHours(11)).settled("a", 1).settled("b", 2);
    assertThat(report(ledger, "--by", "day").out().lines())
        .anyMatch(line -> line.contains("2026-11-27") && line.contains("0.000003"));
    assertThat(report(ledger, "--by", "day", "--zone", "Asia/Tokyo").out().lines())
        .anyMatch(line -> line.contains("2026-11-27") && line.contains("0.000001"))
        .anyMatch(line -> line.contains("2026-11-28") && line.contains("0.000002"));
  }

  @Test
  void onlyWhatIsAskedForIsCounted() throws Exception {
    assertThat(report(days(), "--tenant", "zoo").out())
        .contains("0.000599")
        .doesNotContain("0.001000");
    assertThat(report(days(), "--until", "2026-11-28").out()).contains("0.000100");
    assertThat(report(days(), "--since", "2026-11-28", "--until", "2026-11-28T12:00Z").out())
        .contains("0.000301");
    assertThat(report(days(), "--since", "2027-01-01").out())
        .isEqualToIgnoringNewLines("nothing in the ledger of what is asked for");
  }

  @Test
  void theMarginIsWhatAnInferenceEarnsLessWhatItCosts() throws Exception {
    Commands.Said said = report(days(), "--by", "tenant", "--revenue-per-event", "0.002");
    assertThat(said.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "acme 2 2 900 0.000401 - 0.090000 0.000445 0.001800",
            "margin 0.001750 an inference, of 0.002 that one earns (0.001525 if all that is unknown",
            "was billed); 4 inferences");
    assertThat(report(days(), "--revenue-per-event", "0.0001").out()).contains("-0.000150");
    assertThat(report(new SomeLedger().settled("a", 1), "--revenue-per-event", "1e20").out())
        .contains("99999999999999999999.999999");
  }

  @Test
  void anAuditEarnsNothingAndIsPaid() throws Exception {
    var ledger =
        new SomeLedger()
            .settled("a", 100)
            .settled("b", 100)
            .avoided("rejected", 997, 9)
            .auditing()
            .settled("c", 400);
    Commands.Said said = report(ledger, "--revenue-per-event", "0.002");
    assertThat(said.out().replaceAll("\\s+", " "))
        .contains(
            "all 3 3 997 0.000600 - 0.000009 0.000600 0.001700",
            "margin 0.001700 an inference, of 0.002 that one earns; 2 inferences, and 1 audits, which"
                + " earn nothing");

    assertThat(
            report(ledger, "--by", "purpose", "--revenue-per-event", "0.002")
                .out()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "audit 1 1 - 0.000400 - - 0.400000 -", "question 2 2 - 0.000200 - - 0.100000 0.001900");
    assertThat(
            report(new SomeLedger().auditing().settled("a", 1), "--revenue-per-event", "1").out())
        .contains("there was no inference that earns anything");
  }

  @Test
  void whatWasAvoidedBeforeTheFirstAnswerIsPricedByTheAnswersThatCame() throws Exception {
    var ledger =
        new SomeLedger()
            .avoided("rejected", 300, 0)
            .settled("a", 100)
            .settled("b", 101)
            .avoided("rejected", 700, 70_000)
            .by("zoo")
            .avoided("rejected", 3, 0)
            .unknown("c")
            .by("new")
            .avoided("rejected", 2, 0);
    Path json = folder.resolve("report.json");
    Commands.Said said = report(ledger, "--by", "tenant", "--json", json.toString());
    assertThat(said.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "acme 2 2 1,000 0.000201 - 0.100150 0.000201",
            "new 0 0 2 0.000000 - 0.000000 0.000000",
            "zoo 1 1 3 0.000000 0.000900 0.002700 0.000000",
            "all 3 3 1,005 0.000201 0.000900 0.102850 0.000199",
            "avoided 300 of 1,005 events at what answers of their class cost on average",
            "avoided 3 of 1,005 events at what calls of their class cost at most, as none was answered",
            "avoided 2 of 1,005 events at nothing, as nothing of their class was asked");
    JsonNode total = new ObjectMapper().readTree(json.toFile()).at("/total");
    assertThat(total.at("/avoidedEventsAtMeanPrice").longValue()).isEqualTo(300);
    assertThat(total.at("/avoidedEventsAtMostPrice").longValue()).isEqualTo(3);
    assertThat(total.at("/avoidedEventsWithoutPrice").longValue()).isEqualTo(2);
  }

  @Test
  void whatWasFreeWhenItWasAvoidedStaysFree() throws Exception {
    var ledger =
        new SomeLedger().settled("a", 0).avoided("rejected", 1_000, 0).settled("b", 1_000_000);
    assertThat(report(ledger).out()).contains("0.000000").doesNotContain("cost on average");
  }

  @Test
  void aMorningSaysNothingOfAMonth() throws Exception {
    var ledger = new SomeLedger().every(Duration.ofHours(5)).settled("a", 1).settled("b", 2);
    assertThat(report(ledger).out())
        .contains(
            "nothing can be said: the ledger has only 5 h 0 min here, and a day is the least");
  }

  @Test
  void aTenantsMonthIsOfItsOwnDays() throws Exception {
    var ledger = new SomeLedger().every(Duration.ofDays(28)).settled("a", 1).settled("b", 1);
    ledger.every(Duration.ofDays(2)).by("new").settled("c", 100).avoided("rejected", 9, 0);
    assertThat(report(ledger, "--tenant", "new").out())
        .contains("0.001500 in 30 days, if they are as these 2.0 days were");
  }

  @Test
  void programsGetWholeMicroDollars() throws Exception {
    Path json = folder.resolve("report.json");
    report(days(), "--by", "tenant", "--json", json.toString(), "--revenue-per-event", "0.002");
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.at("/total/spentMicros").longValue()).isEqualTo(1_000);
    assertThat(root.at("/total/avoidedEvents").longValue()).isEqualTo(900);
    assertThat(root.at("/rows/1/tenant").textValue()).isEqualTo("zoo");
    assertThat(root.at("/rows/1/unknownMicros").longValue()).isEqualTo(900);
    assertThat(root.at("/rows/0/marginMicros").longValue()).isEqualTo(1_800);
    assertThat(root.at("/unknown/0/requestId").textValue()).isEqualTo("c-1");
    assertThat(root.at("/monthMicros").longValue()).isEqualTo(10_000);
    assertThat(root.at("/monthMostMicros").longValue()).isEqualTo(19_000);

    Commands.Said alone =
        Commands.run(
            "cost", "report", "--file", folder.resolve("ledger.jsonl").toString(), "--json", "-");
    assertThat(new ObjectMapper().readTree(alone.out()).at("/total/calls").longValue())
        .isEqualTo(4);
  }

  @Test
  void tablesOfOthersGetCommas() throws Exception {
    List<String> lines =
        Commands.run(
                "cost",
                "report",
                "--file",
                days().writtenTo(folder.resolve("l")).toString(),
                "--by",
                "tenant,day",
                "--csv")
            .out()
            .lines()
            .toList();
    assertThat(lines.get(0))
        .startsWith("tenant,day,calls,inferences,askedEvents,avoidedEvents,spentMicros,");
    assertThat(lines.get(1)).startsWith("acme,2026-11-27,1,1,1,0,100,");
    assertThat(lines).hasSize(5);
  }

  @Test
  void aNameIsCutToItsColumnAndMovesNoCursor() throws Exception {
    var ledger = new SomeLedger().by("a\u001b[2J" + "x".repeat(200)).settled("a", 1);
    assertThat(report(ledger, "--by", "tenant,device").out())
        .doesNotContain("\u001b")
        .contains("…");
  }

  @ParameterizedTest
  @CsvSource({
    "--by, colour, is none of tenant",
    "--by, 'tenant,tenant', names a dimension twice",
    "--since, yesterday, is no time such as",
    "--zone, Mars, is no time zone",
    "--revenue-per-event, much, is no amount such as",
  })
  void aWrongOptionIsNamed(String option, String value, String fact) throws Exception {
    Commands.Said said = report(days(), option, value);
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine(option, fact);
  }

  @Test
  void timeGoesForward() throws Exception {
    Commands.Said said = report(days(), "--since", "2026-12-01", "--until", "2026-11-01");
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine("--since is not before --until");
  }

  @Test
  void withoutAFileABrokerHasToBeNamed() {
    Commands.Said said = Commands.run("cost", "report");
    assertThat(said.code()).isEqualTo(2);
    said.inOneLine("--bootstrap");
  }

  @Test
  void aReportIntoAFolderThatIsNotThereIsRefused() throws Exception {
    Path file = folder.resolve("none/report.json");
    Commands.Said said = report(days(), "--json", file.toString());
    assertThat(said.code()).isEqualTo(1);
    said.inOneLine("no folder", file.toString());
    assertThat(Files.exists(file)).isFalse();
  }
}
