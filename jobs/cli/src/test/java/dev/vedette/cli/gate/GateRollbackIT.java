package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.signature.KeyPairFiles;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseStatus.Stage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Going back, and what is said of what serves; the job's lines are written by hand. */
@Timeout(120)
class GateRollbackIT {
  @TempDir private Path folder;
  private ReleaseDesk desk;

  @BeforeEach
  void start() throws Exception {
    desk = new ReleaseDesk(folder);
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  @Test
  void whatServedBeforeIsAnnouncedAgain() throws Exception {
    desk.release("--version 1.1.1 --thresholds default=0.4");
    desk.told(desk.last(), Stage.ANNOUNCED, "", "1.1.0");
    desk.told(desk.last(), Stage.ACTIVATED, "", "1.1.1");
    desk.release("--version 1.1.2 --thresholds default=0.6");
    desk.told(desk.last(), Stage.ACTIVATED, "", "1.1.2");

    assertThat(desk.vedette("gate rollback person --key " + desk.key()))
        .as("%s", desk.said())
        .isZero();
    assertThat(desk.said().out()).contains("back to", "1.1.1 of sequence 1", "sequence 3");
    assertThat(desk.last().thresholds()).isEqualTo(Map.of("default", 0.4));
    desk.told(desk.last(), Stage.ACTIVATED, "", "1.1.1");
    assertThat(desk.vedette("gate rollback person --key " + desk.key()))
        .as("%s", desk.said())
        .isZero();
    assertThat(desk.said().out()).contains("the gate that the job was started with, 1.1.0");
    assertThat(desk.last().artefact()).isNull();
    assertThat(desk.last().kind()).isEqualTo(ReleaseKind.GRAPH);

    assertThat(desk.vedette("gate status person")).isZero();
    assertThat(desk.said().out()).contains("2026-11-26T03:00:00Z", "activated", "1.1.2");
    assertThat(desk.said().out().strip().lines().toList())
        .last()
        .asString()
        .contains("serves", "1.1.1");
  }

  @Test
  void aLineOfStatusIsNoProofOfWhatServed() throws Exception {
    Path other = KeyPairFiles.create("thief", folder.resolve("others")).privateKey();
    assertThat(
            desk.vedette(
                "gate release person --version evil --thresholds default=1.0 --key " + other))
        .isZero();
    Release evil = desk.published(folder.resolve("others")).get(0);
    desk.told(evil, Stage.ACTIVATED, "", "evil");

    String rollback = "gate rollback person --key " + desk.key();
    desk.assertFailed(
        desk.vedette(rollback + " --to evil"), 1, "no release evil", "thief", "--keys");
    assertThat(desk.vedette(rollback)).as("%s", desk.said()).isZero();
    assertThat(desk.said().out())
        .contains("left out", "thief", "the gate that the job was started with");
  }

  @Test
  void withoutAReleaseThereIsNothingToRollBack() {
    desk.assertFailed(
        desk.vedette("gate rollback person --key " + desk.key()), 1, "no release was activated");
    assertThat(desk.vedette("gate status person")).isZero();
    assertThat(desk.said().out()).contains("nothing was told yet");
  }

  @Test
  void oneSubtaskThatServesSomethingOlderIsSaidBesideWhatServes() throws Exception {
    desk.release("--version 1.1.1 --thresholds default=0.4");
    desk.told(desk.last(), Stage.DEGRADED, "unreachable", "1.1.0");
    desk.told(desk.last(), Stage.ACTIVATED, "", "1.1.1"); // of another subtask, and later

    assertThat(desk.vedette("gate status person")).isZero();
    assertThat(desk.said().out().strip().lines().toList())
        .anyMatch(line -> line.matches("\\s*serves +1\\.1\\.1"))
        .last()
        .asString()
        .contains("vedette_gate_release_sequence");
    assertThat(desk.said().out()).contains("1.1.0 served in one subtask at least: because");
  }
}
