package dev.vedette.scenarios.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values are between the ends of an axis, and which of them are written beside it. */
final class Axis {
  private static final int MOST_STEPS = 6;
  private static final double[] TIME_STEPS = {
    1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800
  };

  /** A value, and how it is written. */
  record Tick(double value, String text) {}

  private final double low;
  private final double high;
  private final boolean logarithmic;
  private final List<Tick> ticks;

  private Axis(double low, double high, boolean logarithmic, List<Tick> ticks) {
    this.low = low;
    this.high = high;
    this.logarithmic = logarithmic;
    this.ticks = List.copyOf(ticks);
  }

  /** From 0 to the first round number that nothing exceeds. */
  static Axis linear(double most) {
    double step = step(most > 0 ? most / MOST_STEPS : 1);
    int steps = (int) Math.max(1, Math.ceil(most / step - 1e-9));
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      ticks.add(new Tick(i * step, text(i * step, step)));
    }
    return new Axis(0, steps * step, false, ticks);
  }

  /** From one power of ten to another. */
  static Axis logarithmic(double least, double most) {
    double high = least * 10;
    while (high < most) {
      high *= 10;
    }
    List<Tick> ticks = new ArrayList<>();
    for (double value = least; value <= high * 1.001; value *= 10) {
      ticks.add(new Tick(value, text(value, 1)));
    }
    return new Axis(least, high, true, ticks);
  }

  /** Seconds, or minutes where they are many. */
  static Axis time(double seconds) {
    double step = TIME_STEPS[TIME_STEPS.length - 1];
    for (int i = TIME_STEPS.length - 1; i >= 0 && seconds / TIME_STEPS[i] <= 2 * MOST_STEPS; i--) {
      step = TIME_STEPS[i];
    }
    List<Tick> ticks = new ArrayList<>();
    for (double at = 0; at <= seconds; at += step) {
      boolean inMinutes = step >= 60;
      ticks.add(
          new Tick(
              at,
              String.format(
                  Locale.ROOT, "%.0f %s", inMinutes ? at / 60 : at, inMinutes ? "min" : "s")));
    }
    return new Axis(0, seconds, false, ticks);
  }

  /** The round number at or above this one: 1, 2 or 5 with zeros. */
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double times : new double[] {1, 2, 5}) {
      if (times * power >= least * (1 - 1e-9)) {
        return times * power;
      }
    }
    return 10 * power;
  }

  private static String text(double value, double step) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  List<Tick> ticks() {
    return ticks;
  }

  /** 0 at the low end, 1 at the high one; what is beyond an end is at it. */
  double place(double value) {
    double within = Math.min(high, Math.max(low, value));
    return logarithmic
        ? Math.log(within / low) / Math.log(high / low)
        : (within - low) / (high - low);
  }
}
