package dev.vedette.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Commands;
import dev.vedette.cli.Commands.Said;
import org.junit.jupiter.api.Test;

class AuditReportCommandTest {
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
    assertThat(said.err()).contains("--since 2026-11-02T00:00:00Z is not before --until");
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    assertThat(Commands.run("audit").err()).contains("There is 'report'");
  }
}
