package dev.vedette.simulators.broker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What was in topics, in a file, so that another broker has it at the same offsets: a job's state
 * names records by them.
 *
 * <p>A line of JSON a record. Records are written anew, with the time at which that is done: a
 * broker deletes what is old.
 */
public final class TopicArchive {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /** Of this file, which is there or will be. */
  public TopicArchive(Path file) {
    this.file = file;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      String topic,
      int partition,
      long offset,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Map<String, byte[]> headers) {}

  /**
   * Writes the file.
   *
   * @param whole topics whose records are kept as they are
   * @param counted topics of which nobody reads again what was read: their records are kept without
   *     keys and values
   */
  public void keep(LocalBroker broker, List<String> whole, List<String> counted)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (String topic : whole) {
        keep(WholeTopic.of(broker.bootstrap(), topic), TopicArchive::line, out);
      }
      for (String topic : counted) {
        keep(WholeTopic.of(broker.bootstrap(), topic), TopicArchive::counted, out);
      }
    }
  }

  private static void keep(
      List<ConsumerRecord<byte[], byte[]>> records,
      Function<ConsumerRecord<byte[], byte[]>, Line> as,
      BufferedWriter out)
      throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      out.write(JSON.writeValueAsString(as.apply(record)));
      out.newLine();
    }
  }

  private static Line line(ConsumerRecord<byte[], byte[]> record) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    return new Line(
        record.topic(), record.partition(), record.offset(), record.key(), record.value(), headers);
  }

  private static Line counted(ConsumerRecord<byte[], byte[]> record) {
    return new Line(record.topic(), record.partition(), record.offset(), null, null, Map.of());
  }

  /**
   * Writes what is in the file to topics that are there and empty.
   *
   * @throws IllegalStateException where a record has another offset than it had: there was
   *     something in the topic, or a transaction in the one that was kept
   */
  public void restore(LocalBroker broker)
      throws IOException, InterruptedException, ExecutionException {
    try (BufferedReader in = Files.newBufferedReader(file);
        var producer =
            new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      Map<Line, Future<RecordMetadata>> sent = new LinkedHashMap<>();
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        Line line = JSON.readValue(text, Line.class);
        sent.put(line, producer.send(record(line)));
      }
      for (Map.Entry<Line, Future<RecordMetadata>> one : sent.entrySet()) {
        long offset = one.getValue().get().offset();
        if (offset != one.getKey().offset()) {
          throw new IllegalStateException(
              "%s-%d: offset %d became %d"
                  .formatted(
                      one.getKey().topic(),
                      one.getKey().partition(),
                      one.getKey().offset(),
                      offset));
        }
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(Line line) {
    List<Header> headers = new ArrayList<>();
    line.headers().forEach((key, value) -> headers.add(new RecordHeader(key, value)));
    return new ProducerRecord<>(line.topic(), line.partition(), line.key(), line.value(), headers);
  }
}
