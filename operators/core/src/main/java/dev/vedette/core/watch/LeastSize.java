package dev.vedette.core.watch;

import dev.vedette.core.gate.Region;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How large something has to be in a picture to count.
 *
 * @param width share of the picture's
 * @param height share of the picture's
 */
public record LeastSize(double width, double height) implements Serializable {
  /** Everything is large enough. */
  public static final LeastSize NONE = new LeastSize(0, 0);

  public LeastSize {
    requireShare("width", width);
    requireShare("height", height);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("least %s is not in 0..1: %s".formatted(name, value));
    }
  }

  /** Whether nothing has to be of any size. */
  public boolean isNone() {
    return width == 0 && height == 0;
  }

  /**
   * Whether it is known to be too small.
   *
   * @param region null where the gate does not say where, and so not how large
   */
  boolean isAbove(@Nullable Region region) {
    return region != null && (region.width() < width || region.height() < height);
  }
}
