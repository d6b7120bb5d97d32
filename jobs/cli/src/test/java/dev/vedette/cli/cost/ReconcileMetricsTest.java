package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.ledger.SomeLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileMetricsTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("vedette.prom");
  }

  /** As a run does, with what the runs before it have left. */
  private String tell(Reconciliation found, String... providers) throws Exception {
    ReconcileMetrics.update(
        file(),
        metrics -> {
          metrics.alarm(Set.of(providers), found);
          metrics.told(Set.of(providers), found, SomeExport.LATER);
        });
    return Files.readString(file());
  }

  static Reconciliation theft() throws Exception {
    return new SomeExport()
        .row("a-1", "", 0, "0.000001")
        .row("thief-1", "", 5, "0.25")
        .against(new SomeLedger().settled("a", 1).unknown("b"));
  }

  private static Reconciliation nothing() throws Exception {
    return new SomeExport().row("a-1", "", 0, "0.000001").against(new SomeLedger().settled("a", 1));
  }

  /** The file is what a real Prometheus is given where the alerts are tested. */
  @Test
  void prometheusIsToldWhatTheAlertsAskFor() throws Exception {
    assertThat(tell(theft(), "openai"))
        .isEqualTo(Files.readString(Path.of("../metrics/src/test/resources/reconciled.prom")));
  }

  @Test
  void aCleanBillOfAnotherProviderSilencesNoAlert() throws Exception {
    tell(theft(), "openai");
    assertThat(tell(nothing(), "mistral"))
        .contains(
            """
            # TYPE vedette_unexplained_usd gauge
            vedette_unexplained_usd{provider="mistral"} 0.000000
            vedette_unexplained_usd{provider="openai"} 0.250000
            """,
            "vedette_reconciled_at_seconds{provider=\"openai\"} ");
    assertThat(tell(nothing(), "openai"))
        .contains("vedette_unexplained_usd{provider=\"openai\"} 0.000000")
        .doesNotContain("0.250000");
  }

  @Test
  void anExportOfSeveralProvidersTakesThePlaceOfThoseOfEach() throws Exception {
    tell(theft(), "openai");
    tell(nothing(), "anthropic");
    assertThat(tell(theft(), "openai", "mistral").lines())
        .filteredOn(line -> line.startsWith("vedette_unexplained_usd"))
        .containsExactly(
            "vedette_unexplained_usd{provider=\"anthropic\"} 0.000000",
            "vedette_unexplained_usd{provider=\"mistral,openai\"} 0.250000");
    assertThat(tell(nothing(), "openai").lines())
        .as("mistral may be the one")
        .filteredOn(line -> line.startsWith("vedette_unexplained_usd"))
        .containsExactly(
            "vedette_unexplained_usd{provider=\"anthropic\"} 0.000000",
            "vedette_unexplained_usd{provider=\"mistral,openai\"} 0.250000",
            "vedette_unexplained_usd{provider=\"openai\"} 0.000000");
    assertThat(tell(nothing(), "mistral").lines())
        .filteredOn(line -> line.startsWith("vedette_unexplained_usd"))
        .containsExactly(
            "vedette_unexplained_usd{provider=\"anthropic\"} 0.000000",
            "vedette_unexplained_usd{provider=\"mistral\"} 0.000000",
            "vedette_unexplained_usd{provider=\"openai\"} 0.000000");
  }

  @Test
  void whatIsToldBeforeTheLedgerIsWrittenDoesNotSayThatItWas() throws Exception {
    ReconcileMetrics metrics = ReconcileMetrics.in(file());
    metrics.alarm(Set.of("openai"), theft());
    assertThat(new String(metrics.bytes(), StandardCharsets.UTF_8))
        .contains("vedette_unexplained_usd{provider=\"openai\"} 0.250000")
        .doesNotContain("reconciled_at", "unknown");
  }

  @Test
  void aNameThatIsTypedMovesNoQuote() throws Exception {
    String name = "a\"b\\c\nd";
    String once = tell(theft(), name);
    assertThat(once).contains("{provider=\"a\\\"b\\\\c\\nd\"} 0.250000\n");
    assertThat(tell(theft(), name)).isEqualTo(once);
  }

  @Test
  void whatAnOlderVersionWroteOfNoProviderIsReplaced() throws Exception {
    Files.writeString(file(), "# HELP x y\nvedette_unexplained_usd 12.500000\n");
    assertThat(tell(nothing(), "openai")).doesNotContain("12.5");
  }

  @Test
  void aFileOfSomebodyElsesIsLeftAlone() throws Exception {
    Files.writeString(file(), "# HELP backup_at\nbackup_at 17\n");
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> tell(nothing(), "openai"))
        .withMessageContainingAll("vedette.prom, line 2", "name a file of its own");
    assertThat(file()).content().contains("backup_at 17");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path nowhere = folder.resolve("none/vedette.prom");
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> ReconcileMetrics.update(nowhere, metrics -> {}))
        .withMessageContainingAll("none/vedette.prom", "is there such a folder");
  }

  /** Each fails if what it has told is gone when it comes again. */
  @Test
  void whatTwoRunsTellAtOnceIsThereInTheEnd() throws Exception {
    List<Process> runs = new ArrayList<>();
    for (String provider : List.of("openai", "mistral")) {
      runs.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  TellMetrics.class.getName(),
                  file().toString(),
                  provider)
              .redirectErrorStream(true)
              .start());
    }
    for (Process run : runs) {
      String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(run.waitFor()).as(said).isZero();
    }
    assertThat(file())
        .content()
        .contains(
            "vedette_unexplained_usd{provider=\"mistral\"} 0.250000",
            "vedette_unexplained_usd{provider=\"openai\"} 0.250000");
  }
}
