package dev.vedette.core.event;

import java.time.Instant;

/**
 * Where a record stood in Kafka, and when the broker appended it. Enough to find the record again.
 */
public record Origin(String topic, int partition, long offset, Instant appendedAt) {
  public Origin {
    if (topic.isEmpty()) {
      throw new IllegalArgumentException("topic is empty");
    }
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
