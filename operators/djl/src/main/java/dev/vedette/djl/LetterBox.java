package dev.vedette.djl;

import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Region;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Fits an RGB picture of any size into the square that a network sees: the longer side fills it,
 * the rest is black, half on each side, as the gates' decoding graphs have it.
 *
 * <p>A pixel of the result is the mean of the source's pixels that it covers, or the nearest one
 * where the picture is enlarged. The graphs interpolate instead, so that scores differ a little
 * from those of the same picture as a JPEG.
 */
public final class LetterBox {
  private final int side;

  /**
   * @param side of the square, in pixels
   */
  public LetterBox(int side) {
    this.side = side;
  }

  /** Where in the square a picture of some size comes to lie. */
  record Place(int left, int top, int width, int height) {
    boolean holds(int x, int y) {
      return x >= left && x < left + width && y >= top && y < top + height;
    }

    /** A share of a square of this side as a share of the picture's width. */
    double across(float share, int side) {
      return ((double) share * side - left) / width;
    }

    /** A share of a square of this side as a share of the picture's height. */
    double down(float share, int side) {
      return ((double) share * side - top) / height;
    }
  }

  /**
   * Where in a picture lies what a network sees in the square; empty if it is beside the picture.
   *
   * @param sides as in {@link dev.vedette.djl.artefact.Outputs.Place}, from {@code at} on
   */
  Optional<Region> regionOf(Place place, float[] sides, int at) {
    return Region.within(
        place.across(sides[at], side),
        place.down(sides[at + 1], side),
        place.across(sides[at + 2], side),
        place.down(sides[at + 3], side));
  }

  Place placeOf(int width, int height) {
    float scale = (float) side / Math.max(width, height);
    int fittedWidth = Math.max(1, (int) Math.rint(width * scale));
    int fittedHeight = Math.max(1, (int) Math.rint(height * scale));
    return new Place(
        (side - fittedWidth) / 2, (side - fittedHeight) / 2, fittedWidth, fittedHeight);
  }

  /** Writes to where the target's position is, which moves on by one picture. */
  public void fit(Picture picture, ByteBuffer target) {
    if (picture.width() == side && picture.height() == side) {
      target.put(picture.bytes());
      return;
    }
    Place place = placeOf(picture.width(), picture.height());
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (place.holds(x, y)) {
          putMean(
              picture, x - place.left(), place.width(), y - place.top(), place.height(), target);
        } else {
          target.put((byte) 0).put((byte) 0).put((byte) 0);
        }
      }
    }
  }

  private static void putMean(
      Picture picture, int x, int width, int y, int height, ByteBuffer target) {
    int fromX = (int) ((long) x * picture.width() / width);
    int untilX = Math.max(fromX + 1, (int) ((x + 1L) * picture.width() / width));
    int fromY = (int) ((long) y * picture.height() / height);
    int untilY = Math.max(fromY + 1, (int) ((y + 1L) * picture.height() / height));
    byte[] bytes = picture.bytes();
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int row = fromY; row < untilY; row++) {
      int at = 3 * (row * picture.width() + fromX);
      for (int column = fromX; column < untilX; column++) {
        red += bytes[at++] & 0xFF;
        green += bytes[at++] & 0xFF;
        blue += bytes[at++] & 0xFF;
      }
    }
    long count = (long) (untilX - fromX) * (untilY - fromY);
    long half = count / 2;
    target
        .put((byte) ((red + half) / count))
        .put((byte) ((green + half) / count))
        .put((byte) ((blue + half) / count));
  }
}
