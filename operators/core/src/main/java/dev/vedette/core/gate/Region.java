package dev.vedette.core.gate;

import java.util.Optional;

/**
 * Where in a picture of any size the gate sees what it found: a rectangle that is not empty, in
 * shares of the width from the left and of the height from the top.
 */
public record Region(double left, double top, double right, double bottom) {
  public Region {
    requireSpan("left", left, "right", right);
    requireSpan("top", top, "bottom", bottom);
  }

  private static void requireSpan(String least, double from, String most, double until) {
    if (!(from >= 0 && from < until && until <= 1)) {
      throw new IllegalArgumentException(
          "%s and %s are not in 0..1 and in this order: %s and %s"
              .formatted(least, most, from, until));
    }
  }

  /** What of a rectangle lies in the picture; empty if nothing does, or if a side is no number. */
  public static Optional<Region> within(double left, double top, double right, double bottom) {
    double from = Math.max(0, left);
    double above = Math.max(0, top);
    double until = Math.min(1, right);
    double below = Math.min(1, bottom);
    return from < until && above < below
        ? Optional.of(new Region(from, above, until, below))
        : Optional.empty();
  }

  public double width() {
    return right - left;
  }

  public double height() {
    return bottom - top;
  }
}
