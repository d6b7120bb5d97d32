package dev.vedette.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A consumer of a topic whose records stay there, so that one which is sought comes again. Where
 * its broker is away it gives nothing, as the real one does, and does not know where topics end.
 */
final class LastingTopic extends MockConsumer<byte[], byte[]> {
  private final List<ConsumerRecord<byte[], byte[]>> all = new CopyOnWriteArrayList<>();
  volatile boolean isAway;
  volatile boolean isBroken;

  LastingTopic(String topic, int partitions) {
    super("earliest");
    var node = new Node(0, "127.0.0.1", 1);
    List<PartitionInfo> infos = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      infos.add(new PartitionInfo(topic, i, node, new Node[] {node}, new Node[] {node}));
    }
    updatePartitions(topic, infos);
    Map<TopicPartition, Long> none =
        IntStream.range(0, partitions)
            .boxed()
            .collect(Collectors.toMap(i -> new TopicPartition(topic, i), i -> 0L));
    updateBeginningOffsets(none);
    updateEndOffsets(none);
  }

  /** Appends records that come with the next poll, all at once. */
  void append(List<ConsumerRecord<byte[], byte[]>> records) {
    all.addAll(records);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      updateEndOffsets(Map.of(placeOf(record), record.offset() + 1));
    }
    schedulePollTask(() -> records.forEach(this::addRecord));
  }

  @Override
  public void seek(TopicPartition place, long offset) {
    super.seek(place, offset);
    all.stream()
        .filter(record -> placeOf(record).equals(place) && record.offset() >= offset)
        .forEach(this::addRecord);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    if (isBroken) {
      throw new IllegalStateException("a bug");
    }
    if (isAway) {
      throw new TimeoutException("no broker");
    }
    return super.endOffsets(partitions, timeout);
  }

  private static TopicPartition placeOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
