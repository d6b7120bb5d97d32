package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What checkpoints whose barriers have overtaken records rest on. */
class TaskEdgesTest {
  private static final Map<String, String> SENSORS =
      Map.of("vedette.sensor.gate.location", "classpath:gates/turbofan");

  /** Else what barriers have overtaken would find no place in a job with another parallelism. */
  @ParameterizedTest
  @CsvSource({"2, 64", "4, 64", "4, 1"})
  void tasksAndTheirEdgesAreTheSameWhateverTheParallelism(int parallelism, int permits)
      throws Exception {
    assertThat(edges(parallelism, permits, SENSORS)).isEqualTo(edges(1, 64, SENSORS));
    assertThat(edges(parallelism, permits, Map.of())).isEqualTo(edges(1, 64, Map.of()));
  }

  /**
   * What barriers have overtaken finds its place by tasks and edges: where this fails for a change
   * that is meant, {@code -Dgolden.rewrite=true} writes the files anew, and the changelog has to
   * say so. That it passes does not say that such a checkpoint of another version can be read.
   */
  @Test
  void tasksAndTheirEdgesAreThoseOfTheVersionBefore() throws Exception {
    golden("task-edges.txt", edges(1, 64, Map.of()));
    golden("task-edges-with-sensors.txt", edges(1, 64, SENSORS));
  }

  private static void golden(String name, List<Edge> edges) throws IOException {
    Path file = Path.of("src/test/resources/tasks", name);
    List<String> lines = edges.stream().map(Edge::words).toList();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    }
    assertThat(lines).containsExactlyElementsOf(Files.readAllLines(file));
  }

  /** FLINK-40269: Flink 2.3.0 may mistake one of them for the other. */
  @Test
  void whereBarriersOvertakeThereIsOneEdgeAloneFromOneTaskToTheOther() throws Exception {
    List<Edge> edges = edges(2, 64, SENSORS);
    assertThat(edges.stream().filter(Edge::letsBarriersOvertake))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            overtaking ->
                assertThat(edges).filteredOn(overtaking::joinsTheSame).containsOnly(overtaking));
  }

  @Test
  void barriersOvertakeWhereverTheyWouldWaitForASink() throws Exception {
    assertThat(edges(2, 64, Map.of()))
        .filteredOn(edge -> !edge.letsBarriersOvertake())
        .extracting(Edge::to)
        .allMatch(
            task ->
                task.startsWith("bury dead letters")
                    || task.startsWith("tell of releases")
                    || task.startsWith("measure gates"));
  }

  @Test
  void whatBarriersHaveOvertakenComesBackBeforeWhatIsNew() throws Exception {
    var checkpoints =
        PlannedJob.graph(PlannedJob.LEAST)
            .getJobGraph()
            .getCheckpointingSettings()
            .getCheckpointCoordinatorConfiguration();
    assertThat(checkpoints.isUnalignedCheckpointsEnabled()).isTrue();
    assertThat(checkpoints.isRecoverOutputOnDownstreamTask()).isTrue();
  }

  /**
   * Between two tasks.
   *
   * @param output of the first, by its place
   * @param input of the second, by its place
   */
  private record Edge(String from, int output, String to, int input, String shipped) {
    boolean letsBarriersOvertake() {
      return shipped.equals("HASH") || shipped.equals("REBALANCE");
    }

    String words() {
      return "%s (%d) -> %s (%d): %s".formatted(from, output, to, input, shipped);
    }

    boolean joinsTheSame(Edge other) {
      return from.equals(other.from) && to.equals(other.to);
    }
  }

  private static List<Edge> edges(int parallelism, int permits, Map<String, String> further)
      throws Exception {
    Map<String, String> options = new HashMap<>(PlannedJob.LEAST);
    options.putAll(further);
    options.put("parallelism.default", String.valueOf(parallelism));
    options.put("vedette.ask.permits", String.valueOf(permits));
    List<Edge> edges = new ArrayList<>();
    for (JobVertex task : PlannedJob.graph(options).getJobGraph().getVertices()) {
      for (JobEdge edge : task.getInputs()) {
        JobVertex from = edge.getSource().getProducer();
        edges.add(
            new Edge(
                from.getName(),
                from.getProducedDataSets().indexOf(edge.getSource()),
                task.getName(),
                task.getInputs().indexOf(edge),
                edge.getShipStrategyName()));
      }
    }
    edges.sort(Comparator.comparing(Edge::to).thenComparing(Edge::input));
    return edges;
  }
}
