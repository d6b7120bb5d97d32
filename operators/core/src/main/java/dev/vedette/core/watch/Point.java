package dev.vedette.core.watch;

import java.io.Serializable;

/**
 * A place in a picture of any size, as the picture lies.
 *
 * @param x share of the width, from the left
 * @param y share of the height, from the top
 */
public record Point(double x, double y) implements Serializable {
  public Point {
    requireShare("x", x);
    requireShare("y", y);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s is not in 0..1: %s".formatted(name, value));
    }
  }
}
