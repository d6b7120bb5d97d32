package dev.vedette.core.window;

import java.util.Optional;

/**
 * Lays the readings of a series out in the places of a window that ends with the newest, from there
 * to the front.
 *
 * <p>What a window holds depends on the readings and not on the order in which they came, so one
 * that comes late corrects the windows after it and nothing has to be taken back.
 */
final class WindowRows {
  private WindowRows() {}

  /** The values row by row; empty if others stand in for more readings than they may. */
  static Optional<float[]> of(ReadingSeries series, WindowSpec spec, WindowPolicy policy) {
    float[] rows = new float[spec.samples() * spec.width()];
    int reading = series.size() - 1;
    int place = spec.samples() - 1;
    copy(series, reading, rows, place, spec.width());
    int real = 1;
    while (place > 0 && reading > 0) {
      long apart = policy.placesBetween(series.times()[reading - 1], series.times()[reading]);
      if (apart > spec.samples()) {
        break; // A gap longer than a window: the series begins behind it.
      }
      reading--;
      for (long missing = apart - 1; missing > 0 && place > 0; missing--) {
        place--;
        copy(series, reading, rows, place, spec.width());
      }
      if (place > 0) {
        place--;
        copy(series, reading, rows, place, spec.width());
        real++;
      }
    }
    while (place > 0) {
      place--;
      copy(series, reading, rows, place, spec.width());
    }
    return spec.samples() - real > spec.mostFilled() ? Optional.empty() : Optional.of(rows);
  }

  private static void copy(ReadingSeries from, int reading, float[] rows, int place, int width) {
    System.arraycopy(from.values(), reading * width, rows, place * width, width);
  }
}
