package dev.vedette.pipeline;

import dev.vedette.pipeline.held.HeldRecord;
import dev.vedette.pipeline.held.RecordMaking;
import dev.vedette.pipeline.wire.Encoded;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Turns a value of the core into a record of one topic. */
final class RecordSerializer<T> implements KafkaRecordSerializationSchema<T>, RecordMaking<T> {
  private static final long serialVersionUID = 1;

  private final String topic;
  private final KeyOf<T> key;
  private final Encoding<T> encoding;

  interface KeyOf<T> extends Serializable {
    String of(T value);
  }

  interface Encoding<T> extends Serializable {
    Encoded of(T value) throws IOException;
  }

  RecordSerializer(String topic, KeyOf<T> key, Encoding<T> encoding) {
    this.topic = topic;
    this.key = key;
    this.encoding = encoding;
  }

  @Override
  public HeldRecord of(T value) throws IOException {
    Encoded encoded = encoding.of(value);
    return new HeldRecord(
        key.of(value).getBytes(StandardCharsets.UTF_8), encoded.value(), encoded.headers());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, @Nullable Long timestamp) {
    try {
      return of(value).in(topic);
    } catch (IOException e) {
      // Only the registry can fail here; the job restarts and tries again.
      throw new UncheckedIOException(e);
    }
  }
}
