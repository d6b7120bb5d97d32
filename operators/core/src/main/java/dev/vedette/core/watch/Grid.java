package dev.vedette.core.watch;

/**
 * Rows of cells with a picture on them, which may be smaller than the grid, larger, or shifted: the
 * pixels of a picture that was scaled, cropped, or fitted into a frame.
 *
 * @param left where the picture begins, in cells
 * @param top where the picture begins, in cells
 * @param pictureWidth in cells
 * @param pictureHeight in cells
 */
public record Grid(
    int width, int height, double left, double top, double pictureWidth, double pictureHeight) {
  public Grid {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("not a grid: %dx%d".formatted(width, height));
    }
    if (!(pictureWidth > 0 && pictureHeight > 0)) {
      throw new IllegalArgumentException(
          "not a picture: %sx%s".formatted(pictureWidth, pictureHeight));
    }
  }

  /** A picture's own pixels. */
  public static Grid of(int width, int height) {
    return new Grid(width, height, 0, 0, width, height);
  }

  /**
   * The pixels of a part of a picture of which every so many-th was decoded, beginning with the
   * part's first.
   */
  public static Grid sampled(Crop part, int step, int width, int height) {
    // The centre of cell 0 is that of pixel x, that of cell 1 of pixel x + step.
    return new Grid(
        ceilDiv(part.width(), step),
        ceilDiv(part.height(), step),
        0.5 - (part.x() + 0.5) / step,
        0.5 - (part.y() + 0.5) / step,
        (double) width / step,
        (double) height / step);
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** The same of cells half as wide and half as high. */
  Grid halved() {
    return new Grid(2 * width, 2 * height, 2 * left, 2 * top, 2 * pictureWidth, 2 * pictureHeight);
  }

  /** Whether the centres of a row's cells lie at a height of the picture, and not beside it. */
  boolean isInPicture(int row) {
    double y = heightOf(row);
    return y >= 0 && y < 1;
  }

  /** The height in the picture, 0..1 inside of it, that the centres of a row's cells have. */
  double heightOf(int row) {
    return (row + 0.5 - top) / pictureHeight;
  }

  /** The first column whose centre does not lie before a place across the picture. */
  int columnFrom(double x) {
    return Math.max(0, Math.min(width, firstCentre(left + x * pictureWidth)));
  }

  /** The first cell whose centre does not lie before this many cells from the edge. */
  static int firstCentre(double cells) {
    return (int) Math.ceil(cells - 0.5);
  }
}
