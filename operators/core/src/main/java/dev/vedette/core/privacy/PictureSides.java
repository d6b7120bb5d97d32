package dev.vedette.core.privacy;

import java.io.Serializable;

/** How large a picture leaves the site. */
@FunctionalInterface
public interface PictureSides extends Serializable {
  /**
   * The longer side of what leaves, in pixels; no picture is enlarged to it.
   *
   * @param width of what there is, in pixels
   * @param height of what there is, in pixels
   */
  int longerSide(int width, int height);
}
