package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseSeriesTest {
  @TempDir Path folder;

  @Test
  void graphsAndHeadsTakeTurnsAndEveryHeadFitsOnTheGraphBeforeIt() throws Exception {
    ReleaseSeries series = ReleaseSeries.in(folder);
    Release graph = series.release(1);
    Release head = series.release(2);
    Release next = series.release(3);

    assertThat(List.of(graph.kind(), head.kind(), next.kind()))
        .containsExactly(ReleaseKind.GRAPH, ReleaseKind.HEAD, ReleaseKind.GRAPH);
    assertThat(head.base()).isEqualTo(graph.version());
    assertThat(next.artefact().sha256()).isNotEqualTo(graph.artefact().sha256());
    assertThat(series.release(5).artefact().sha256()).isEqualTo(graph.artefact().sha256());
  }

  @Test
  void everyFifthHasATrialSoThatBothKindsHave() {
    assertThat(IntStream.rangeClosed(1, 10).mapToObj(ReleaseSeries::kind))
        .containsExactly(
            "graph",
            "head",
            "graph",
            "head",
            "graph with trial",
            "head",
            "graph",
            "head",
            "graph",
            "head with trial");
  }
}
