package dev.vedette.cloud.provider;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The published rule by which a model counts a picture's tokens.
 *
 * @see <a href="https://platform.openai.com/docs/guides/images-vision#calculating-costs">OpenAI:
 *     Calculating costs</a>
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/vision">Anthropic: Vision</a>
 * @see <a href="https://ai.google.dev/gemini-api/docs/tokens">Gemini API: Tokens</a>
 */
public sealed interface PictureTokens extends Serializable {
  /** {@code gpt-4o} and its kin. */
  PictureTokens GPT_4O = new Tiles(85, 170);

  /** How many tokens a picture of so many pixels is billed as, at most. */
  long atMost(int width, int height, Detail detail);

  /** The rule as it is written in options, or what it is where it cannot be written there. */
  String spelt();

  /**
   * A rule as it is written in options: {@code tiles 85 170} (for the picture, for each tile),
   * {@code patches 1536 1.62} (the most patches, what each is multiplied by), {@code squares 28
   * 1568} (the side of a square, the most of them), {@code crops 258} (for each crop) or {@code
   * flat 1120}.
   */
  static PictureTokens parse(String words) {
    String[] parts = words.trim().split("\\s+", -1);
    try {
      if (parts.length == 3 && parts[0].equals("tiles")) {
        return new Tiles(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
      }
      if (parts.length == 3 && parts[0].equals("patches")) {
        return new Patches(Integer.parseInt(parts[1]), new BigDecimal(parts[2]));
      }
      if (parts.length == 3 && parts[0].equals("squares")) {
        return new Squares(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
      }
      if (parts.length == 2 && parts[0].equals("crops")) {
        return new Crops(Integer.parseInt(parts[1]));
      }
      if (parts.length == 2 && parts[0].equals("flat")) {
        return new Flat(Integer.parseInt(parts[1]));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' has a number that is none".formatted(words), e);
    }
    throw new IllegalArgumentException(
        "'%s' is none of 'tiles BASE PER-TILE', 'patches MOST MULTIPLIER', 'squares SIDE MOST', 'crops TOKENS' and 'flat TOKENS'"
            .formatted(words));
  }

  /**
   * So many tokens for the picture and more for each tile of 512 pixels, after it was scaled down
   * to fit 2048x2048 and to a shorter side of 768. In low detail the base is all; automatic detail
   * is counted as high, which it may turn out to be.
   */
  record Tiles(int base, int perTile) implements PictureTokens {
    private static final long LONGEST = 2048;
    private static final long SHORTEST = 768;
    private static final long TILE = 512;

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
      int longer = Math.max(width, height);
      int shorter = Math.min(width, height);
      return base + perTile * across(width, longer, shorter) * across(height, longer, shorter);
    }

    @Override
    public String spelt() {
      return "tiles %d %d".formatted(base, perTile);
    }

    /**
     * The picture's scale is the smallest of 1, 2048 to its longer side and 768 to its shorter one,
     * so the tiles along a side are the fewest that any of the three leaves.
     */
    private static long across(long side, long longer, long shorter) {
      return Math.min(
          tiles(side, 1), Math.min(tiles(side * LONGEST, longer), tiles(side * SHORTEST, shorter)));
    }

    private static long tiles(long dividend, long divisor) {
      return -Math.floorDiv(-dividend, divisor * TILE);
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

    @Override
    public String spelt() {
      return "patches %d %s".formatted(most, multiplier.toPlainString());
    }

    private static long across(int pixels) {
      return (pixels + PATCH - 1) / PATCH;
    }
  }

  /**
   * A token for each square of so many pixels a side, as Anthropic counts them (28, up to 1568); a
   * picture that would take more tokens is scaled down first.
   */
  record Squares(int side, int most) implements PictureTokens {
    public Squares {
      if (side < 1 || most < 1) {
        throw new IllegalArgumentException("side or most < 1: %d, %d".formatted(side, most));
      }
    }

    @Override
    public long atMost(int width, int height, Detail detail) {
      return Math.min(most, (long) across(width) * across(height));
    }

    @Override
    public String spelt() {
      return "squares %d %d".formatted(side, most);
    }

    private int across(int pixels) {
      return (pixels + side - 1) / side;
    }
  }

  /**
   * So many tokens for each crop, as Gemini 2 counts them: a picture of up to 384 pixels each way
   * is one; a larger one is cut into squares whose side is its shorter one by 1.5, and 256 to 768.
   */
  record Crops(int perCrop) implements PictureTokens {
    private static final int WHOLE = 384;
    private static final int SMALLEST = 256;
    private static final int LARGEST = 768;

    public Crops {
      if (perCrop < 1) {
        throw new IllegalArgumentException("perCrop < 1: " + perCrop);
      }
    }

    @Override
    public long atMost(int width, int height, Detail detail) {
      if (Math.max(width, height) <= WHOLE) {
        return perCrop;
      }
      int side = Math.max(SMALLEST, Math.min(LARGEST, Math.min(width, height) * 2 / 3));
      return (long) perCrop * across(width, side) * across(height, side);
    }

    @Override
    public String spelt() {
      return "crops " + perCrop;
    }

    private static int across(int pixels, int side) {
      return (pixels + side - 1) / side;
    }
  }

  /** The same for every picture. */
  record Flat(int tokens) implements PictureTokens {
    public Flat {
      if (tokens < 0) {
        throw new IllegalArgumentException("tokens < 0: " + tokens);
      }
    }

    @Override
    public long atMost(int width, int height, Detail detail) {
      return tokens;
    }

    @Override
    public String spelt() {
      return "flat " + tokens;
    }
  }

  /**
   * The highest of several rules, for a model of which none is known. Detail is taken to be high: a
   * server that does not know the field looks at every picture as closely as it can.
   */
  record Highest(List<PictureTokens> rules) implements PictureTokens {
    public Highest {
      if (rules.isEmpty()) {
        throw new IllegalArgumentException("no rules");
      }
      rules = List.copyOf(rules);
    }

    @Override
    public long atMost(int width, int height, Detail detail) {
      return rules.stream()
          .mapToLong(rule -> rule.atMost(width, height, Detail.HIGH))
          .max()
          .orElseThrow();
    }

    @Override
    public String spelt() {
      return "unknown: the highest of all";
    }
  }
}
