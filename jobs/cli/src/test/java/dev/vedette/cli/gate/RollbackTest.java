package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleasedArtefact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollbackTest {
  private final List<Release> activated = new ArrayList<>();

  private void graph(String version) {
    add(version, ReleaseKind.GRAPH, null, version, Map.of());
  }

  private void head(String version, String base) {
    add(version, ReleaseKind.HEAD, base, version, Map.of());
  }

  private void thresholds(String version, double usual) {
    add(version, ReleaseKind.THRESHOLDS, null, null, Map.of("default", usual));
  }

  private void add(
      String version, ReleaseKind kind, String base, String sha256, Map<String, Double> scores) {
    activated.add(
        new Release(
            new Announcement("", new byte[0]),
            "person",
            version,
            activated.size() + 1,
            kind,
            base,
            Instant.EPOCH,
            "",
            sha256 == null ? null : ReleasedArtefact.at("s3://g/" + version, 1, sha256),
            scores,
            List.of(),
            null,
            "site-1"));
  }

  private Activated believed() {
    return new Activated(activated, List.of(), false);
  }

  private Rollback to(String version) throws FailedCommandException {
    return Rollback.of(believed(), version, "1.0.0");
  }

  private static void assertIs(
      Rollback rollback, String version, ReleaseKind kind, String content) {
    assertThat(rollback.version()).isEqualTo(version);
    assertThat(rollback.kind()).isEqualTo(kind);
    assertThat(rollback.content() == null ? null : rollback.content().version()).isEqualTo(content);
  }

  @Test
  void aHeadGivesWayToTheOneBefore() throws Exception {
    head("1.0.1", "1.0.0");
    head("1.0.2", "1.0.0");
    Rollback back = to(null);

    assertIs(back, "1.0.1", ReleaseKind.HEAD, "1.0.1");
    var draft = back.draft("person", 9, Instant.EPOCH, "why");
    assertThat(draft.base()).isEqualTo("1.0.0");
    assertThat(draft.artefact()).isEqualTo(activated.get(0).artefact());
    assertThat(draft.sequence()).isEqualTo(9);
    assertThat(draft.shadow()).isNull();
  }

  @Test
  void beforeTheFirstReleaseIsWhatTheJobWasStartedWith() throws Exception {
    head("1.0.1", "1.0.0");

    assertIs(to(null), "1.0.0", ReleaseKind.GRAPH, null);
    assertIs(to("1.0.0"), "1.0.0", ReleaseKind.GRAPH, null);
    assertThat(Rollback.of(believed(), null, null).version()).isEqualTo("original");
  }

  @Test
  void rollingBackTwiceLeadsFurtherBack() throws Exception {
    head("1.0.1", "1.0.0");
    head("1.0.2", "1.0.0");
    head("1.0.1", "1.0.0");

    assertIs(to(null), "1.0.0", ReleaseKind.GRAPH, null);
    assertIs(to("1.0.2"), "1.0.2", ReleaseKind.HEAD, "1.0.2");
  }

  @Test
  void thresholdsGiveWayToThoseBefore() throws Exception {
    head("1.0.1", "1.0.0");
    thresholds("1.0.2", 0.4);
    thresholds("1.0.3", 0.6);

    assertIs(to(null), "1.0.2", ReleaseKind.THRESHOLDS, "1.0.2");
    assertThat(to(null).draft("person", 9, Instant.EPOCH, "").artefact()).isNull();
    assertIs(to("1.0.1"), "1.0.1", ReleaseKind.HEAD, "1.0.1");
  }

  @Test
  void aHeadComesBackWithTheThresholdsThatStoodOnIt() throws Exception {
    head("1.0.1", "1.0.0");
    thresholds("1.0.2", 0.4);
    head("1.0.3", "1.0.0");

    assertIs(to(null), "1.0.2", ReleaseKind.HEAD, "1.0.1");
    assertThat(to(null).thresholds()).isEqualTo(Map.of("default", 0.4));
  }

  @Test
  void aHeadOnAnotherGraphIsASecondStep() throws Exception {
    graph("2.0.0");
    head("2.0.1", "2.0.0");
    graph("3.0.0");

    assertIs(to(null), "2.0.0", ReleaseKind.GRAPH, "2.0.0");
    assertThat(to(null).thenTo()).isEqualTo("2.0.1");
    graph("2.0.0");
    assertIs(to("2.0.1"), "2.0.1", ReleaseKind.HEAD, "2.0.1");
    assertThat(to("2.0.1").thenTo()).isNull();
  }

  @Test
  void thresholdsOnAnotherGraphAreASecondStepSoThatHeadsFitOnIt() throws Exception {
    graph("2.0.0");
    thresholds("2.0.1", 0.4);
    graph("3.0.0");

    assertIs(to(null), "2.0.0", ReleaseKind.GRAPH, "2.0.0");
    assertThat(to(null).thenTo()).isEqualTo("2.0.1");
    graph("2.0.0");
    assertIs(to("2.0.1"), "2.0.1", ReleaseKind.THRESHOLDS, "2.0.1");
  }

  @Test
  void whatNeverServedIsNamed() {
    head("1.0.1", "1.0.0");

    assertThatThrownBy(() -> to("7"))
        .isInstanceOf(FailedCommandException.class)
        .hasMessage("no release 7 was activated; there were 1.0.1, and before all 1.0.0");
    assertThatThrownBy(() -> Rollback.of(new Activated(List.of(), List.of(), false), null, null))
        .hasMessageContaining("no release was activated");
  }

  @Test
  void whereNobodyKnowsWhatServesTheLastThatIsBelievedIsAnnouncedWhole() throws Exception {
    graph("2.0.0");
    head("2.0.1", "2.0.0");
    var history = new Activated(activated, List.of("9.9.9: no key"), true);

    Rollback rollback = Rollback.of(history, null, "1.0.0");

    assertIs(rollback, "2.0.0", ReleaseKind.GRAPH, "2.0.0");
    assertThat(rollback.thenTo()).isEqualTo("2.0.1");
    assertThatThrownBy(() -> Rollback.of(history, "9.9.9", "1.0.0"))
        .hasMessageContaining("9.9.9: no key", "--keys");
  }

  @Test
  void whereNothingIsBelievedTheStartIsAnnounced() throws Exception {
    var history = new Activated(List.of(), List.of("9.9.9: no key"), true);

    assertIs(Rollback.of(history, null, "1.0.0"), "1.0.0", ReleaseKind.GRAPH, null);
  }
}
