package dev.vedette.cloud.provider;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which models are known to count pictures by which rule, as their providers publish them.
 *
 * <p>The cheap models are not cheap here: {@code gpt-4o-mini} counts a picture as 33 times the
 * tokens of {@code gpt-4o}, and so costs about the same.
 *
 * @see <a href="https://platform.openai.com/docs/guides/images-vision#calculating-costs">OpenAI:
 *     Calculating costs</a>
 */
public final class PictureRules {
  private static final int MOST_PATCHES = 1536;

  private static final Map<String, PictureTokens> BY_MODEL =
      Map.ofEntries(
          Map.entry("gpt-4o", PictureTokens.GPT_4O),
          Map.entry("gpt-4.1", PictureTokens.GPT_4O),
          Map.entry("gpt-4.5", PictureTokens.GPT_4O),
          Map.entry("gpt-4o-mini", new PictureTokens.Tiles(2833, 5667)),
          Map.entry("gpt-5", new PictureTokens.Tiles(70, 140)),
          Map.entry("o1", new PictureTokens.Tiles(75, 150)),
          Map.entry("o3", new PictureTokens.Tiles(75, 150)),
          Map.entry("gpt-4.1-mini", patches("1.62")),
          Map.entry("gpt-5-mini", patches("1.62")),
          Map.entry("gpt-5.4-mini", patches("1.62")),
          Map.entry("gpt-4.1-nano", patches("2.46")),
          Map.entry("gpt-5-nano", patches("2.46")),
          Map.entry("gpt-5.4-nano", patches("2.46")),
          Map.entry("o4-mini", patches("1.72")),
          // A bound for all: some count squares of 28 pixels, older ones a token for 750, and the
          // most differs as well.
          Map.entry("claude", new PictureTokens.Squares(27, 4784)),
          Map.entry("gemini-2.0", new PictureTokens.Crops(258)),
          Map.entry("gemini-2.5", new PictureTokens.Crops(258)),
          Map.entry("gemini-3", new PictureTokens.Flat(1120)),
          Map.entry("gemini-3.1", new PictureTokens.Flat(1120)),
          Map.entry("gemini-3.5", new PictureTokens.Flat(1120)),
          Map.entry("gemini-3.6", new PictureTokens.Flat(1120)),
          Map.entry("gemini-3.7", new PictureTokens.Flat(1120)),
          Map.entry("gemini-3.8", new PictureTokens.Flat(1120)));

  /** For any other model: at every size, not below any rule that is known. */
  public static final PictureTokens HIGHEST =
      new PictureTokens.Highest(List.copyOf(BY_MODEL.values()));

  private PictureRules() {}

  /**
   * The rule of a model, if it is known.
   *
   * @param model its name, with or without what follows the family, such as a date; {@code gpt-5.4}
   *     is not of the family {@code gpt-5}
   */
  public static Optional<PictureTokens> of(String model) {
    return BY_MODEL.keySet().stream()
        .filter(family -> model.equals(family) || model.startsWith(family + '-'))
        .max(Comparator.comparingInt(String::length))
        .map(BY_MODEL::get);
  }

  private static PictureTokens patches(String multiplier) {
    return new PictureTokens.Patches(MOST_PATCHES, new BigDecimal(multiplier));
  }
}
