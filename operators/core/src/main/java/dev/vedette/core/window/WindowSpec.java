package dev.vedette.core.window;

import java.util.HashSet;
import java.util.List;

/**
 * What a gate wants to see of a device at once. Where readings are missing, the one before stands
 * in for them, and the oldest for those before it.
 *
 * @param channels of a reading, in the gate's order
 * @param samples readings in a window
 * @param slide readings from one window to the next
 * @param mostFilled how many readings of a window others may stand in for
 */
public record WindowSpec(List<String> channels, int samples, int slide, int mostFilled) {
  public WindowSpec {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a window without channels");
    }
    if (new HashSet<>(channels).size() != channels.size()) {
      throw new IllegalArgumentException("a channel twice in a window: " + channels);
    }
    if (samples < 1) {
      throw new IllegalArgumentException("samples < 1: " + samples);
    }
    if ((long) samples * channels.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "too much for a window: %d samples of %d channels".formatted(samples, channels.size()));
    }
    if (slide < 1) {
      throw new IllegalArgumentException("slide < 1: " + slide);
    }
    if (mostFilled < 0 || mostFilled >= samples) {
      throw new IllegalArgumentException(
          "mostFilled is not in 0..%d: %d".formatted(samples - 1, mostFilled));
    }
  }

  /** How many values a reading has. */
  int width() {
    return channels.size();
  }
}
