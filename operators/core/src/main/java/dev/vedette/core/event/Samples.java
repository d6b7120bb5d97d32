package dev.vedette.core.event;

import java.util.List;

/**
 * Samples of several channels over a stretch of time.
 *
 * @param channels names, with the unit where it has one: {@code bearing_temperature_celsius}
 * @param hertz samples a second and channel; 0 for a single reading
 * @param values row by row, one value a channel in the order of {@code channels}
 */
public record Samples(List<String> channels, double hertz, float[] values) {
  public Samples {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("samples without channels");
    }
    if (values.length == 0 || values.length % channels.size() != 0) {
      throw new IllegalArgumentException(
          "%d values do not fill rows of %d channels".formatted(values.length, channels.size()));
    }
    if (!(hertz >= 0) || Double.isInfinite(hertz)) {
      throw new IllegalArgumentException("hertz is not a rate: " + hertz);
    }
  }

  public int rows() {
    return values.length / channels.size();
  }

  public float at(int row, int channel) {
    return values[row * channels.size() + channel];
  }
}
