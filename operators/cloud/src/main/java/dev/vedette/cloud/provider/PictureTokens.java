package dev.vedette.cloud.provider;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The published rule by which a model counts a picture's tokens. */
public sealed interface PictureTokens extends Serializable {
  /** {@code gpt-4o} and its kin. */
  PictureTokens GPT_4O = new Tiles(85, 170);

  /** How many tokens a picture of so many pixels is billed as, at most. */
  long atMost(int width, int height, Detail detail);

  /**
   * So many tokens for the picture and more for each tile of 512 pixels, after it was scaled down
   * to fit 2048x2048 and to a shorter side of 768. In low detail the base is all; automatic detail
   * is counted as high, which it may turn out to be.
   */
  record Tiles(int base, int perTile) implements PictureTokens {
    private static final double LONGEST = 2048;
    private static final double SHORTEST = 768;
    private static final double TILE = 512;

    public Tiles {
      if (base < 0 || perTile < 0) {
        throw new IllegalArgumentException("tokens < 0: %d, %d".formatted(base, perTile));
      }
    }

    @Override
    public long atMost(int width, int height, Detail detail) {
      if (detail == Detail.LOW) {
        return base;
      }
      double fit = Math.min(1, LONGEST / Math.max(width, height));
      double scale = fit * Math.min(1, SHORTEST / (fit * Math.min(width, height)));
      long across = (long) Math.ceil(scale * width / TILE);
      long down = (long) Math.ceil(scale * height / TILE);
      return base + perTile * across * down;
    }
  }

  /**
   * Tokens for each patch of 32 pixels, up to so many patches, in whatever detail.
   *
   * @param multiplier from patches to billed tokens
   */
  record Patches(int most, BigDecimal multiplier) implements PictureTokens {
    private static final long PATCH = 32;

    public Patches {
      if (most < 1) {
        throw new IllegalArgumentException("most < 1: " + most);
      }
      if (multiplier.signum() < 0) {
        throw new IllegalArgumentException("multiplier < 0: " + multiplier);
      }
    }

    @Override
    public long atMost(int width, int height, Detail detail) {
      long patches = Math.min(most, across(width) * across(height));
      return multiplier
          .multiply(BigDecimal.valueOf(patches))
          .setScale(0, RoundingMode.CEILING)
          .longValueExact();
    }

    private static long across(int pixels) {
      return (pixels + PATCH - 1) / PATCH;
    }
  }
}
