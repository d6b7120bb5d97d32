package dev.vedette.core.privacy;

import dev.vedette.core.gate.Region;
import dev.vedette.core.watch.Crop;
import java.io.Serializable;

/**
 * The part of a picture around what the gate sees in it: a quarter of the region's size more on
 * each side, since a region is no outline, and at least so many pixels each way as are worth
 * sending, where there are as many.
 *
 * @param leastSide in pixels of the device's picture
 */
public record CloseUp(int leastSide) implements Serializable {
  private static final double MARGIN = 0.25;

  public CloseUp {
    if (leastSide < 1) {
      throw new IllegalArgumentException("leastSide < 1: " + leastSide);
    }
  }

  /**
   * What is left of the part that may be shown.
   *
   * @param width of the whole picture, in pixels
   * @param height of the whole picture, in pixels
   */
  Crop of(Crop shown, Region region, int width, int height) {
    int wide = length(region.width() * width, shown.width());
    int high = length(region.height() * height, shown.height());
    double x = (region.left() + region.right()) / 2 * width;
    double y = (region.top() + region.bottom()) / 2 * height;
    return new Crop(
        begin(x, wide, shown.x(), shown.width()),
        begin(y, high, shown.y(), shown.height()),
        wide,
        high);
  }

  private int length(double ofRegion, int most) {
    return Math.min(most, Math.max(leastSide, (int) Math.ceil((1 + 2 * MARGIN) * ofRegion)));
  }

  /** At an edge it is moved and not cut. */
  private static int begin(double centre, int length, int first, int most) {
    int begin = (int) Math.round(centre - length / 2.0);
    return Math.max(first, Math.min(first + most - length, begin));
  }
}
