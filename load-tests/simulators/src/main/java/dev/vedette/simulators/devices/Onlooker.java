package dev.vedette.simulators.devices;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.imageio.ImageIO;

/**
 * Says whether a picture of a {@link Scenery} shows somebody, also after it was scaled and written
 * anew: it knows all of them by heart, and looks for the one that is most alike.
 *
 * <p>No model of anything. It stands for a cloud model that never errs, so that what a gate misses
 * can be told from what a cloud model gets wrong. Thread-safe once it has learnt.
 */
public final class Onlooker implements Predicate<byte[]> {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 24;

  private final List<Known> known = new ArrayList<>();
  private final AtomicLong seen = new AtomicLong();

  private record Known(int[] sketch, boolean somebody) {}

  Onlooker() {}

  void learn(List<byte[]> pictures, boolean somebody) {
    pictures.forEach(picture -> known.add(new Known(sketch(picture), somebody)));
  }

  @Override
  public boolean test(byte[] jpeg) {
    seen.incrementAndGet();
    int[] sketch = sketch(jpeg);
    boolean somebody = false;
    long least = Long.MAX_VALUE;
    for (Known candidate : known) {
      long distance = distance(candidate.sketch(), sketch);
      if (distance < least) {
        least = distance;
        somebody = candidate.somebody();
      }
    }
    return somebody;
  }

  /** How many pictures it was shown. */
  public long seen() {
    return seen.get();
  }

  private static long distance(int[] one, int[] other) {
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      long difference = one[i] - other[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** Coarse and grey. */
  private static int[] sketch(byte[] jpeg) {
    var small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(read(jpeg), 0, 0, WIDTH, HEIGHT, null);
    graphics.dispose();
    return small.getRaster().getPixels(0, 0, WIDTH, HEIGHT, (int[]) null);
  }

  private static BufferedImage read(byte[] jpeg) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
      if (image == null) {
        throw new IOException("no reader for it");
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException("not a picture: %d bytes".formatted(jpeg.length), e);
    }
  }
}
