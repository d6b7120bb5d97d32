package dev.vedette.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.Commands;
import dev.vedette.cli.Commands.Said;
import dev.vedette.cli.ledger.SomeLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReportCommandTest {
  @TempDir private Path folder;

  /**
   * Two questions and an audit, with a day between their grants, and a minute of rejected events.
   */
  private Said report(String... args) throws Exception {
    Path file =
        new SomeLedger()
            .every(Duration.ofDays(1))
            .settled("old", 100)
            .granted(Duration.ofMinutes(1))
            .settled("a", 100)
            .avoided("rejected", 40, 400)
            .auditing()
            .settled("b", 100)
            .writtenTo(folder.resolve("ledger.jsonl"));
    return Commands.run(
        Stream.concat(
                Stream.of("audit", "report", "--json", "--file", file.toString()), Stream.of(args))
            .toArray(String[]::new));
  }

  @Test
  void aReportIsOfALedgerInAFile() throws Exception {
    assertThat(report().code()).isZero();
    assertThat(report().out())
        .contains(
            "\"rejected\":41", "\"audited\":1", "\"missed\":1", "\"asked\":2", "\"confirmed\":2");
  }

  /** Two questions of which one has nearly all events tell less than two that have one each. */
  @Test
  void anAnswerStandsForWhatRepeatedItAlsoWhereTheReportEndsBeforeItsEpisodeDoes()
      throws Exception {
    var ledger = new SomeLedger().settled("a", 100).settled("b", 100).avoided("rejected", 40, 0);
    ledger.auditing().settled("c", 100);
    var alone = ledger.writtenTo(folder.resolve("alone.jsonl"));
    ledger.from(SomeLedger.NOON.plus(Duration.ofDays(9))).repeated("a", 29);
    var repeated = ledger.writtenTo(folder.resolve("repeated.jsonl"));
    assertThat(low(repeated)).isLessThan(low(alone));
  }

  private static double low(Path file) throws Exception {
    Said said =
        Commands.run(
            "audit", "report", "--json", "--until", "2026-12-01", "--file", file.toString());
    return new ObjectMapper().readTree(said.out()).path("recall").path("low").asDouble();
  }

  @Test
  void itsTimeIsSaidInDaysOrTimes() throws Exception {
    assertThat(report("--since", "2026-11-28", "--until", "2026-11-29T11:00").out())
        .contains("\"rejected\":0", "\"audited\":0", "\"asked\":2");
    assertThat(report("--since", "2026-11-29", "--zone", "Europe/Berlin").out())
        .contains("\"rejected\":41", "\"audited\":1", "\"asked\":0");
  }

  @Test
  void aCallWhoseGrantHasNoTimeIsOfTheTimeOfItsLine() throws Exception {
    assertThat(report("--since", "2026-11-27", "--until", "2026-11-28T13:00").out())
        .contains("\"asked\":2");
    assertThat(report("--until", "2026-11-28T12:00").out()).contains("\"asked\":1");
  }

  @Test
  void whatCannotBeToldApartIsRefusedWithWhatCan() {
    Said said = Commands.run("audit", "report", "--bootstrap", "localhost:1", "--by", "label");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("'label' is none of tenant, class, device, gate");
  }

  @Test
  void aTimeThatEndsBeforeItBeginsIsRefused() {
    Said said =
        Commands.run(
            "audit",
            "report",
            "--bootstrap",
            "localhost:1",
            "--since",
            "2026-11-02T00:00:00Z",
            "--until",
            "2026-11-01T00:00:00Z");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--since is not before --until: 2026-11-02T00:00:00Z");
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    assertThat(Commands.run("audit").err()).contains("There is 'report'");
  }
}
