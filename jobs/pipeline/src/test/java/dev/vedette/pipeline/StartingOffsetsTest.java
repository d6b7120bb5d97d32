package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where sources without state begin, on a broker that is told here. */
class StartingOffsetsTest {
  private static final TopicPartition READ = new TopicPartition("events", 0);
  private static final TopicPartition QUIET = new TopicPartition("events", 1);
  private static final List<TopicPartition> BOTH = List.of(READ, QUIET);
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final FakeBroker broker = new FakeBroker();

  @Test
  void aGroupGoesOnAtWhatItHasCommitted() {
    broker.committed.put(READ, 42L);
    for (var start : SourceSettings.Start.values()) {
      assertThat(committedOr(start)).containsEntry(READ, 42L);
    }
  }

  @Test
  void aPartitionThatIsQuietSinceTheStartHasAnOffsetAndNotAWord() {
    assertThat(committedOr(SourceSettings.Start.LATEST)).isEqualTo(Map.of(READ, 100L, QUIET, 200L));
    assertThat(committedOr(SourceSettings.Start.EARLIEST)).isEqualTo(Map.of(READ, 10L, QUIET, 20L));
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("deprecation") // the connector's interface asks for Kafka's old enum
  void whereRecordsAreGoneReadingGoesOnWithTheEarliestLeft(SourceSettings.Start start) {
    assertThat(new CommittedOffsets(start).getAutoOffsetResetStrategy()).hasToString("earliest");
  }

  @Test
  void theLedgerIsReadFromAsLongAgoAsAnswersAreRemembered() {
    broker.append(READ, 55, NOW.minus(Duration.ofHours(7)));
    broker.append(READ, 56, NOW.minus(Duration.ofHours(5)));
    broker.append(READ, 57, NOW.minus(Duration.ofHours(4)));
    assertThat(remembered()).containsEntry(READ, 56L);
  }

  @Test
  void whatTheLedgersGroupHasCommittedSaysNothing() {
    broker.append(READ, 56, NOW.minus(Duration.ofHours(5)));
    broker.committed.put(READ, 99L);
    assertThat(remembered()).containsEntry(READ, 56L);
  }

  @Test
  void aLedgerWithNothingThatYoungIsReadFromItsEnd() {
    assertThat(remembered()).isEqualTo(Map.of(READ, 100L, QUIET, 200L));
  }

  @Test
  void aLineThatIsWrittenWhileTheOffsetsAreAskedForIsRead() {
    // Between the question for times, to which nothing is young enough, and that for the ends.
    broker.afterTimes = () -> broker.ends.put(READ, 101L);
    assertThat(remembered()).containsEntry(READ, 100L);
    broker.afterTimes = () -> {};
    broker.afterEnds = () -> broker.append(READ, 101, NOW);
    assertThat(remembered()).containsEntry(READ, 101L);
  }

  private Map<TopicPartition, Long> committedOr(SourceSettings.Start start) {
    return new CommittedOffsets(start).getPartitionOffsets(BOTH, broker);
  }

  private Map<TopicPartition, Long> remembered() {
    return new RememberedLedger(Duration.ofHours(6), Clock.fixed(NOW, ZoneOffset.UTC))
        .getPartitionOffsets(BOTH, broker);
  }

  private static final class FakeBroker implements OffsetsInitializer.PartitionOffsetsRetriever {
    final Map<TopicPartition, Long> committed = new HashMap<>();
    final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(READ, 100L, QUIET, 200L));
    private final Map<TopicPartition, TreeMap<Long, Long>> offsetsByMillis = new HashMap<>();
    Runnable afterTimes = () -> {};
    Runnable afterEnds = () -> {};

    void append(TopicPartition partition, long offset, Instant at) {
      offsetsByMillis
          .computeIfAbsent(partition, p -> new TreeMap<>())
          .put(at.toEpochMilli(), offset);
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return committed;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> now = Map.copyOf(ends);
      afterEnds.run();
      return now;
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return Map.of(READ, 10L, QUIET, 20L);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      times.forEach(
          (partition, millis) -> {
            var first =
                offsetsByMillis.getOrDefault(partition, new TreeMap<>()).ceilingEntry(millis);
            found.put(
                partition,
                first == null ? null : new OffsetAndTimestamp(first.getValue(), first.getKey()));
          });
      afterTimes.run();
      return found;
    }
  }
}
