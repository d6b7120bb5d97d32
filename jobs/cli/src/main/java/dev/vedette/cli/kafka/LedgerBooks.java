package dev.vedette.cli.kafka;

import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.LedgerLine.Entry;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import dev.vedette.pipeline.wire.WireOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the ledger topic adds up to. A line that stands there twice counts once.
 *
 * @param calls dispatched
 * @param settled of those
 * @param costMicros what the settled ones cost
 * @param unsettledMicros the worst case of those that may have been billed all the same
 */
public record LedgerBooks(long calls, long settled, long costMicros, long unsettledMicros) {

  /** Reads the topic from its beginning to what is its end now. */
  public static LedgerBooks read(ReadableConfig config)
      throws IOException, InvalidConfigurationException {
    String topic = Topics.of(config).ledger();
    Properties properties = new Properties();
    properties.putAll(KafkaClients.properties(config));
    var fold = new Fold();
    var codec = new LedgerCodec(WireOptions.PLAIN, topic);
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          fold.add(codec.decode(record.headers(), record.value()));
        }
      }
    } catch (UnreadableRecordException e) {
      throw new IOException("%s holds what is no ledger line: %s".formatted(topic, e), e);
    }
    return fold.books();
  }

  /** What all these lines add up to. */
  static LedgerBooks of(List<LedgerLine> lines) {
    var fold = new Fold();
    lines.forEach(fold::add);
    return fold.books();
  }

  /** The last word on each call. */
  private static final class Fold {
    private final Map<String, LedgerLine> dispatched = new HashMap<>();
    private final Map<String, LedgerLine> settled = new HashMap<>();
    private final Map<String, LedgerLine> released = new HashMap<>();

    void add(LedgerLine line) {
      LedgerCall call = line.call();
      if (call == null) {
        return;
      }
      if (line.entry() == Entry.DISPATCHED) {
        dispatched.put(call.requestId(), line);
      } else if (line.entry() == Entry.SETTLED) {
        settled.put(call.requestId(), line);
      } else if (line.entry() == Entry.RELEASED) {
        released.put(call.requestId(), line);
      }
    }

    LedgerBooks books() {
      long open =
          dispatched.entrySet().stream()
              .filter(call -> !settled.containsKey(call.getKey()))
              .filter(call -> !released.containsKey(call.getKey()))
              .mapToLong(call -> call.getValue().micros())
              .sum();
      return new LedgerBooks(
          dispatched.size(),
          settled.size(),
          settled.values().stream().mapToLong(LedgerLine::micros).sum(),
          open);
    }
  }
}
