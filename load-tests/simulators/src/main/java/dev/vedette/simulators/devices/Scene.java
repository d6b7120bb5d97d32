package dev.vedette.simulators.devices;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A picture that ships with the simulators, and where in it a camera may look.
 *
 * <p>The face gate scores every window of {@link #FACE} above its threshold and every window of the
 * others below it; see the README for the figures.
 */
enum Scene {
  FACE("astronaut", new Rectangle(36, 0, 427, 330), 0.94),
  CLOCK("clock", null, 0.85),
  COFFEE("coffee", null, 0.8),
  ROCKET("rocket", null, 0.8),
  HUBBLE("hubble", null, 0.6),
  CAT("chelsea", null, 0.95);

  /** What a camera shows while nothing happens. */
  static final List<Scene> QUIET = List.of(CLOCK, COFFEE, ROCKET, HUBBLE, CAT);

  private final String picture;

  @SuppressWarnings("ImmutableEnumChecker") // nobody gets hold of it
  private final @Nullable Rectangle bounds;

  private final double closest;

  /**
   * @param bounds that windows keep within, in pixels of the picture; null for all of it
   * @param closest smallest window, as a share of the largest one
   */
  Scene(String picture, @Nullable Rectangle bounds, double closest) {
    this.picture = picture;
    this.bounds = bounds;
    this.closest = closest;
  }

  double closest() {
    return closest;
  }

  BufferedImage picture() {
    String resource = "pictures/%s.jpg".formatted(picture);
    try (InputStream file = Scene.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("not in the jar: " + resource);
      }
      BufferedImage whole = ImageIO.read(file);
      return bounds == null
          ? whole
          : whole.getSubimage(bounds.x, bounds.y, bounds.width, bounds.height);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
