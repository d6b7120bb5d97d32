package dev.vedette.cli.letters;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.kafka.EventProducer;
import dev.vedette.cli.kafka.TopicReader;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Origin;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends records that could not be judged to where they came from. */
final class Replay implements AutoCloseable {
  private final ReadableConfig config;
  private final EventProducer producer;
  private final Map<String, TopicReader> readers = new HashMap<>();

  /**
   * What is left of a record.
   *
   * @param record null if it cannot be sent
   * @param words what it is, or why not
   */
  record Found(@Nullable ProducerRecord<byte[], byte[]> record, String words) {
    boolean canBeSent() {
      return record != null;
    }
  }

  private Replay(ReadableConfig config, EventProducer producer) {
    this.config = config;
    this.producer = producer;
  }

  static Replay open(ReadableConfig config) throws InvalidConfigurationException {
    return new Replay(config, new EventProducer(KafkaClients.properties(config)));
  }

  /** The record that a letter is about: its own where it still stands, else what was kept. */
  Found find(DeadLetter letter) throws FailedCommandException {
    Origin origin = letter.origin();
    Optional<ConsumerRecord<byte[], byte[]>> original = original(letter);
    String from = "%s %d:%d".formatted(origin.topic(), origin.partition(), origin.offset());
    if (original.isPresent()) {
      ConsumerRecord<byte[], byte[]> record = original.get();
      return new Found(
          new ProducerRecord<>(
              origin.topic(), null, record.key(), record.value(), record.headers()),
          "from " + from);
    }
    if (letter.bytes().length == letter.length() && letter.length() > 0) {
      return new Found(
          new ProducerRecord<>(origin.topic(), letter.bytes()),
          from + " is gone: the letter's bytes, without key and headers");
    }
    return new Found(null, from + " is gone, and the letter has not all of it: cannot be sent");
  }

  /** Somebody may have made the topic anew: it is the record only if it has its bytes. */
  private Optional<ConsumerRecord<byte[], byte[]>> original(DeadLetter letter)
      throws FailedCommandException {
    Origin origin = letter.origin();
    TopicReader reader = readers.get(origin.topic());
    if (reader == null) {
      reader = opened(origin.topic());
      readers.put(origin.topic(), reader);
    }
    return reader
        .at(origin.partition(), origin.offset())
        .filter(record -> record.value() != null)
        .filter(record -> Sha256.hex(record.value()).equals(letter.sha256()));
  }

  private TopicReader opened(String topic) throws FailedCommandException {
    try {
      return TopicReader.open(config, topic);
    } catch (InvalidConfigurationException e) {
      throw new IllegalStateException("the topic of dead letters was read with it", e);
    }
  }

  void send(Found found) {
    ProducerRecord<byte[], byte[]> record = found.record();
    if (record != null) {
      producer.send(record);
    }
  }

  /** Returns when everything sent is acknowledged. */
  void flush() throws FailedCommandException {
    producer.flush();
    Optional<Exception> failure = producer.failure();
    if (failure.isPresent()) {
      throw new FailedCommandException(
          "%d of the records were not acknowledged, the first because of: %s"
              .formatted(producer.failed(), failure.get().getMessage()),
          failure.get());
    }
  }

  @Override
  public void close() {
    readers.values().forEach(TopicReader::close);
    producer.close();
  }
}
