package dev.vedette.cloud.provider;

import dev.vedette.core.privacy.PictureSides;
import java.util.List;

/**
 * The cheapest size of a picture in which what is asked about can still be seen, by how its readers
 * count tokens.
 *
 * <p>Where a few pixels more are a step in the price, the picture stays below the step; where they
 * cost nothing, it is as large as is worth sending. Where every pixel costs, it is as small as is
 * adequate.
 *
 * @param models that may be asked; the one that sees the least decides, so that all are within
 *     their step
 * @param adequate least longer side, in pixels, in which enough is seen
 * @param largest longer side that is worth sending
 */
public record CheapestSides(List<ModelOptions> models, int adequate, int largest)
    implements PictureSides {
  private static final int SMALLEST = 16;

  public CheapestSides {
    models = List.copyOf(models);
    if (adequate < SMALLEST || adequate > largest) {
      throw new IllegalArgumentException(
          "adequate side %d is not in %d..%d, the largest".formatted(adequate, SMALLEST, largest));
    }
  }

  @Override
  public int longerSide(int width, int height) {
    return models.stream().mapToInt(model -> cheapest(model, width, height)).min().orElse(largest);
  }

  /** The largest side that costs no more than the adequate one. */
  private int cheapest(ModelOptions model, int width, int height) {
    long least = tokens(model, width, height, adequate);
    for (int side = largest; side > adequate; side--) {
      if (tokens(model, width, height, side) <= least) {
        return side;
      }
    }
    return adequate;
  }

  private static long tokens(ModelOptions model, int width, int height, int side) {
    double factor = Math.min(1, (double) side / Math.max(width, height));
    return model
        .pictureTokens()
        .atMost(scaled(width, factor), scaled(height, factor), model.detail());
  }

  /** As the preparer scales. */
  private static int scaled(int pixels, double factor) {
    return Math.max(1, (int) Math.round(pixels * factor));
  }
}
