package dev.vedette.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the ledger is read from by a job without state: from as long ago as answers are remembered,
 * so that whatever could still be reused is known.
 *
 * <p>The group's committed offsets say nothing here. They are how far an earlier run had read, and
 * what it had read went with its state.
 */
final class RememberedLedger implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  private final Duration memory;
  private final InstantSource clock;

  /**
   * @param clock the lines' times are compared with; serializable, as the JDK's own are
   */
  RememberedLedger(Duration memory, InstantSource clock) {
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    // The ends are taken first: a line that is written while we ask, such as the epoch line that
    // admission waits for, must not fall between the two answers.
    Map<TopicPartition, Long> offsets = new HashMap<>(retriever.endOffsets(partitions));
    Instant from = clock.instant().minus(memory);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
    retriever.offsetsForTimes(times).forEach((partition, first) -> at(offsets, partition, first));
    return offsets;
  }

  /** Kafka says null where no record is so young. */
  private static void at(
      Map<TopicPartition, Long> offsets,
      TopicPartition partition,
      @Nullable OffsetAndTimestamp first) {
    if (first != null) {
      offsets.merge(partition, first.offset(), Math::min);
    }
  }

  @Override
  @SuppressWarnings("deprecation") // the connector's interface asks for Kafka's old enum
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
