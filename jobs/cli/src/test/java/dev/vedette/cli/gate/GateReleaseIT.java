package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.djl.artefact.GateArtefact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Releases through a broker that is there; the job's lines are written by hand. */
@Timeout(120)
class GateReleaseIT {
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
  void aHeadIsSignedAndAnnounced() throws Exception {
    Path head = desk.head(desk.features());
    int code =
        desk.release(
            "--version 1.1.1 --head %s --note why --shadow-events 1000 --max-disagreement 0.02 --max-gate-micros 4000 --decide-within 10m"
                .formatted(head));

    assertThat(code).as("%s", desk.said()).isZero();
    assertThat(desk.said().out())
        .contains("person@1.1.1 (head, sequence 1) signed by site-1", "status");
    Release release = desk.last();
    assertThat(release.kind()).isEqualTo(ReleaseKind.HEAD);
    assertThat(release.base()).isEqualTo("1.1.0");
    assertThat(release.note()).isEqualTo("why");
    assertThat(release.artefact().inline()).isEqualTo(Files.readAllBytes(head));
    assertThat(release.shadow().events()).isEqualTo(1000);
    assertThat(release.shadow().decideBy()).isEqualTo(release.announcedAt().plusSeconds(600));
  }

  @Test
  void aHeadThatFitsOnNoGraphIsNotAnnounced() throws Exception {
    desk.assertFailed(
        desk.release("--version 1.1.1 --head " + desk.head(3)),
        1,
        "weighs 3 features, person@1.1.0 has");
    Path none = Files.writeString(folder.resolve("none.json"), "{}");
    desk.assertFailed(desk.release("--version 1.1.1 --head " + none), 1, "none.json", "is no head");
    desk.assertFailed(desk.release("--version 1.1.1 --head missing.json"), 1, "missing.json");
    assertThat(desk.published()).isEmpty();
  }

  @Test
  void sequencesCountOnAndAVersionIsOneThing() throws Exception {
    assertThat(desk.release("--version a --thresholds door=0.4,default=0.5"))
        .as("%s", desk.said())
        .isZero();
    assertThat(desk.last().thresholds()).isEqualTo(Map.of("door", 0.4, "default", 0.5));
    desk.assertFailed(
        desk.release("--version a --thresholds default=0.6"), 1, "was released before");
    desk.told(desk.last(), Stage.REFUSED, "too-slow", "1.1.0");
    assertThat(desk.release("--version a --thresholds default=0.6")).as("%s", desk.said()).isZero();
    assertThat(desk.last().sequence()).isEqualTo(2);
    assertThat(desk.release("--version b --thresholds default=0.7 --sequence 40")).isZero();
    assertThat(desk.release("--version c --thresholds default=0.7 --dry-run")).isZero();
    assertThat(desk.said().out()).contains("sequence 41", "is not announced");
    assertThat(desk.published()).hasSize(3);
  }

  @Test
  void nobodyIsMadeToCountToTheEnd() throws Exception {
    desk.release("--version a --thresholds default=0.5 --sequence 1000000000000");

    desk.assertFailed(
        desk.release("--version b --thresholds default=0.5"),
        1,
        "nobody counts up to",
        "--sequence");
    assertThat(desk.release("--version b --thresholds default=0.5 --sequence 7")).isZero();
  }

  @Test
  void aGateIsArchivedWhereTheJobWillLookAndNeverWrittenOver() throws Exception {
    Path gate = Path.of("../../models/face").toAbsolutePath().normalize();
    String version = GateArtefact.readManifest(gate.toString()).version();
    Path file = folder.resolve("face.zip");
    String command =
        "gate release face --version %s --key %s --artefact %s --uri %s"
            .formatted(version, desk.key(), gate, file);

    assertThat(desk.vedette(command + " --dry-run")).as("%s", desk.said()).isZero();
    assertThat(file).doesNotExist();
    Files.writeString(file, "something else");
    desk.assertFailed(desk.vedette(command), 1, "never written over");
    Files.delete(file);
    assertThat(desk.vedette(command)).as("%s", desk.said()).isZero();
    assertThat(desk.said().out()).contains(Sha256.hex(Files.readAllBytes(file)));
    assertThat(desk.said().out()).contains(file.toUri().toString());
    desk.assertFailed(
        desk.vedette(command.replace("--version " + version, "--version 9.9.9")),
        1,
        "face@" + version + " and not face@9.9.9");
    desk.assertFailed(desk.vedette(command), 1, "was released before");
  }

  @Test
  void whoeverWaitsIsToldHowItEnded() throws Exception {
    assertThat(waitingFor(Stage.ACTIVATED)).isZero();
    assertThat(desk.said().out()).contains("activated", "100 events");
    assertThat(waitingFor(Stage.REFUSED)).isEqualTo(1);
    assertThat(desk.said().out()).contains("refused", "disagrees: because; 1.1.0 serves on");
    desk.assertFailed(
        desk.release("--version z --thresholds default=0.5 --wait=1s"), 1, "nothing was decided");
  }

  @Test
  void whatTheJobDidNotBelieveMayBeAnnouncedAnewOnceItKnowsTheKey() throws Exception {
    int before = desk.published().size();
    var code =
        CompletableFuture.supplyAsync(
            () -> desk.release("--version v --thresholds default=0.5 --wait=60s"));
    while (desk.published().size() == before) {
      assertThat(code).isNotDone();
    }
    desk.disbelieved(desk.last(), "unknown-key");
    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(desk.said().out()).contains("unknown-key: because; 1.1.0 serves on");

    assertThat(desk.release("--version v --thresholds default=0.5")).as("%s", desk.said()).isZero();
  }

  private int waitingFor(Stage stage) throws Exception {
    int before = desk.published().size();
    var code =
        CompletableFuture.supplyAsync(
            () -> desk.release("--version v-" + stage + " --thresholds default=0.5 --wait=60s"));
    while (desk.published().size() == before) {
      assertThat(code).isNotDone();
    }
    desk.told(desk.last(), Stage.ANNOUNCED, "", "1.1.0");
    desk.told(desk.last(), stage, stage == Stage.REFUSED ? "disagrees" : "", "1.1.0");
    return code.get(60, TimeUnit.SECONDS);
  }

  @Test
  void topicsThatAreNotThereAreNamed() {
    desk.assertFailed(
        desk.release("--version a --thresholds default=0.5 -Dvedette.topics.prefix=x."),
        1,
        "has no topic x.releases",
        "vedette topics create");
  }
}
