package dev.vedette.scenarios.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityPageTest {
  private static final Path PAGE = Path.of("../CAPACITY.md");
  private static final Path RESULTS = Path.of("../results");
  private static final Demand.Costs COSTS = new Demand.Costs(1_000, 50_000, 0.001, 20, 200);

  @Test
  void thePageSaysWhatTheResultsSay() throws IOException {
    String page = CapacityPage.of(RESULTS);
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void tenThousandCamerasNeedTenThousandTimesWhatOneNeeds() {
    Demand one = Demand.of(1, COSTS);
    Demand many = Demand.of(10_000, COSTS);
    assertThat(one.cores()).isEqualTo(0.002);
    assertThat(many.cores()).isEqualTo(20);
    assertThat(many.megabytesPerSecond()).isEqualTo(500);
    assertThat(many.partitions()).isEqualTo(50);
    assertThat(many.usdPerDay()).isEqualTo(200);
    // 9 million ids of 20 bytes, and 75,000 questions of 200
    assertThat(many.stateMegabytes()).isCloseTo(195, within(0.1));
    assertThat(many.checkpointMegabytesPerSecond()).isCloseTo(39, within(0.1));
  }

  @Test
  void edgesOnWhichEachSubtaskSendsToEachAreThoseOfTheJob() throws IOException {
    Path edges = Path.of("../../jobs/pipeline/src/test/resources/tasks/task-edges.txt");
    assertThat(Files.readAllLines(edges))
        .filteredOn(edge -> edge.endsWith(": HASH") || edge.endsWith(": REBALANCE"))
        // These are one subtask, whatever the job's parallelism is.
        .filteredOn(edge -> !edge.startsWith("recall deferred"))
        .filteredOn(edge -> !edge.startsWith("Source: read deferred"))
        .hasSize(NetworkMemory.EDGES);
  }

  @Test
  void buffersGrowWithTheSubtasksUntilAllAreTaken() {
    // 10 edges with two ends, 2 x 24 + 8 buffers of 32 kB each
    assertThat(NetworkMemory.bytes(24) / 1e6).isCloseTo(36.7, within(0.1));
    assertThat(NetworkMemory.bytes(NetworkMemory.mostSubtasks()))
        .isLessThan(NetworkMemory.GIVEN_BYTES);
    assertThat(NetworkMemory.bytes(NetworkMemory.mostSubtasks() + 1))
        .isGreaterThan(NetworkMemory.GIVEN_BYTES);
  }

  @Test
  void eachThreadIsOfOneStage() {
    assertThat(StageCosts.stageOf("Source Data Fetcher for Source: read events -> judge events"))
        .isEqualTo("fetch from Kafka");
    assertThat(StageCosts.stageOf("Source: read events -> judge events (*/*)#*"))
        .isEqualTo("decode, judge");
    assertThat(StageCosts.stageOf("kafka-producer-network-thread | ask-*"))
        .isEqualTo("admit, ask, ledger, deferred");
    assertThat(StageCosts.stageOf("kafka-producer-network-thread | producer-*"))
        .isEqualTo("verdicts and other sinks");
    assertThat(StageCosts.stageOf("vedette-records-for-verdicts-*"))
        .isEqualTo("verdicts and other sinks");
    assertThat(StageCosts.stageOf("vedette-dead-letters-*")).isEqualTo("verdicts and other sinks");
    assertThat(StageCosts.stageOf("vedette-records-for-ledger-*"))
        .isEqualTo("admit, ask, ledger, deferred");
    assertThat(StageCosts.stageOf("vedette-journal-read-ask-*"))
        .isEqualTo("admit, ask, ledger, deferred");
    assertThat(StageCosts.stageOf("main")).isEqualTo("Flink and the rest");
  }

  @Test
  void aResultThatIsMissingIsNamed(@TempDir Path empty) {
    assertThatIllegalStateException()
        .isThrownBy(() -> CapacityPage.of(empty))
        .withMessageStartingWith("no result of ledger-cost");
  }
}
