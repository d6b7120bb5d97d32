package dev.vedette.pipeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a source without state begins: at what its group has committed, else at one end of the
 * partition, as the number that this end has when the source starts.
 *
 * <p>The connector's own initializer leaves both to the consumer. A partition that has been quiet
 * since is then checkpointed as "whatever is committed or latest", and a restart jumps over all
 * that came meanwhile; and so does a consumer whose offset is no longer there. Here, what is gone
 * is gone, and reading goes on with the earliest record that is left.
 */
final class CommittedOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  private final SourceSettings.Start otherwise;

  CommittedOffsets(SourceSettings.Start otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets =
        new HashMap<>(
            otherwise == SourceSettings.Start.EARLIEST
                ? retriever.beginningOffsets(partitions)
                : retriever.endOffsets(partitions));
    retriever
        .committedOffsets(partitions)
        .forEach((partition, offset) -> offsets.merge(partition, offset, (end, mine) -> mine));
    return offsets;
  }

  @Override
  @SuppressWarnings("deprecation") // the connector's interface asks for Kafka's old enum
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
