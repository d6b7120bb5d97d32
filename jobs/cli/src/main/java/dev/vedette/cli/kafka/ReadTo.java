package dev.vedette.cli.kafka;

import java.util.Map;

/**
 * How far somebody has read a topic.
 *
 * @param offsets of the first record that was not read, by partition
 */
public record ReadTo(Map<Integer, Long> offsets) {
  public ReadTo {
    offsets = Map.copyOf(offsets);
  }
}
