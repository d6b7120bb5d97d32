package dev.vedette.pipeline.held;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record on its way into a topic.
 *
 * @param key that decides on its partition
 */
public record HeldRecord(byte[] key, byte[] value, List<Header> headers) {
  /** What a record takes beside its bytes. */
  private static final int FRAME_BYTES = 128;

  public HeldRecord {
    headers = List.copyOf(headers);
  }

  /** About what it takes, in memory and on the wire. */
  long bytes() {
    long inHeaders =
        headers.stream().mapToLong(header -> header.key().length() + header.value().length).sum();
    return FRAME_BYTES + key.length + value.length + inHeaders;
  }

  /** As Kafka's producer takes it. */
  public ProducerRecord<byte[], byte[]> in(String topic) {
    return new ProducerRecord<>(topic, null, key, value, headers);
  }
}
