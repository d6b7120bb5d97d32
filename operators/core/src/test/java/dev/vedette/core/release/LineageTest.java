package dev.vedette.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static final String ORIGINAL = "1.0.0";
  private static final ReleasedArtefact ARTEFACT = ReleasedArtefact.of(new byte[] {1}, "hash");

  @Test
  void whatIsReleasedStandsOnWhatWasReleasedBefore() throws Exception {
    Release graph = graph("2.0.0", ARTEFACT);
    Release head = head("2.0.1", "2.0.0");
    Release thresholds = thresholds("2.0.2");
    Lineage lineage = then(then(then(Lineage.ORIGINAL, graph), head), thresholds);

    assertThat(lineage.releases()).containsExactly(graph, head, thresholds);
    assertThat(lineage.version(ORIGINAL)).isEqualTo("2.0.2");
  }

  @Test
  void nothingOfWhatStoodOnAGraphIsLeftUnderTheNext() throws Exception {
    Release next = graph("3.0.0", ARTEFACT);
    Lineage lineage = then(then(Lineage.ORIGINAL, head("1.0.1", ORIGINAL)), thresholds("1.0.2"));

    assertThat(then(lineage, next).releases()).containsExactly(next);
    assertThat(then(lineage, head("1.0.3", ORIGINAL)).thresholds()).isNull();
  }

  @Test
  void aHeadFitsOnTheGraphThatItWasTaughtWith() throws Exception {
    Lineage lineage = then(Lineage.ORIGINAL, graph("2.0.0", ARTEFACT));

    assertThatThrownBy(() -> then(lineage, head("1.0.1", ORIGINAL)))
        .isInstanceOfSatisfying(
            ReleaseRefusedException.class,
            refusal ->
                assertThat(refusal.reason()).isEqualTo(ReleaseRefusedException.Reason.WRONG_BASE))
        .hasMessageContaining("fits on graph 1.0.0, 2.0.0 serves");
  }

  @Test
  void backAtTheStartHeadsFitOnWhatTheJobWasStartedWith() throws Exception {
    Lineage back = then(then(Lineage.ORIGINAL, graph("2.0.0", ARTEFACT)), graph("original", null));

    assertThat(then(back, head("1.0.1", ORIGINAL)).version(ORIGINAL)).isEqualTo("1.0.1");
  }

  @Test
  void withoutReleasesItIsTheGateThatTheJobWasStartedWith() {
    assertThat(Lineage.ORIGINAL.newest()).isNull();
    assertThat(Lineage.ORIGINAL.version(ORIGINAL)).isEqualTo(ORIGINAL);
  }

  private static Lineage then(Lineage lineage, Release release) throws ReleaseRefusedException {
    return lineage.then(release, ORIGINAL);
  }

  private static Release graph(String version, @Nullable ReleasedArtefact artefact) {
    return release(version, ReleaseKind.GRAPH, null, artefact, Map.of());
  }

  private static Release head(String version, String base) {
    return release(version, ReleaseKind.HEAD, base, ARTEFACT, Map.of());
  }

  private static Release thresholds(String version) {
    return release(version, ReleaseKind.THRESHOLDS, null, null, Map.of("door", 0.5));
  }

  private static Release release(
      String version,
      ReleaseKind kind,
      @Nullable String base,
      @Nullable ReleasedArtefact artefact,
      Map<String, Double> thresholds) {
    return new Release(
        new Announcement("id", version.getBytes(StandardCharsets.UTF_8)),
        "person",
        version,
        1,
        kind,
        base,
        Instant.EPOCH,
        "",
        artefact,
        thresholds,
        List.of(),
        null,
        "key");
  }
}
