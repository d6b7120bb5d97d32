package dev.vedette.cloud.provider;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, and how.
 *
 * @param model its name at the provider
 * @param maxOutputTokens longest answer that is paid for; for a model that reasons, reasoning
 *     included
 * @param temperature null for the model's own; models that reason refuse any other
 * @param mostPictures in one request
 * @param isShownPlots whether samples are shown as a picture too, beside the numbers
 */
public record ModelOptions(
    String model,
    int maxOutputTokens,
    @Nullable Double temperature,
    Detail detail,
    PictureTokens pictureTokens,
    AnswerFormat answerFormat,
    int mostPictures,
    boolean isShownPlots)
    implements Serializable {
  /** A short sentence in JSON takes 40 to 60. */
  private static final int SHORT_ANSWER_TOKENS = 200;

  private static final double HOTTEST = 2;

  /** The least that any provider publishes as its limit. */
  private static final int MOST_OF_ALL = 100;

  private static final int USUAL_PICTURES = 8;

  public ModelOptions {
    if (model.isBlank()) {
      throw new IllegalArgumentException("the model has no name");
    }
    if (maxOutputTokens < 1) {
      throw new IllegalArgumentException("maxOutputTokens < 1: " + maxOutputTokens);
    }
    if (temperature != null && !(temperature >= 0 && temperature <= HOTTEST)) {
      throw new IllegalArgumentException("temperature is not in 0..2: " + temperature);
    }
    if (mostPictures < 1 || mostPictures > MOST_OF_ALL) {
      throw new IllegalArgumentException(
          "mostPictures is not in 1..%d: %d".formatted(MOST_OF_ALL, mostPictures));
    }
  }

  /**
   * A model that is asked for a short answer in low detail. Pictures are counted by the rule that
   * is known of it, or else by the highest that is known of any.
   */
  public static ModelOptions of(String model) {
    return new ModelOptions(
        model,
        SHORT_ANSWER_TOKENS,
        null,
        Detail.LOW,
        PictureRules.of(model).orElse(PictureRules.HIGHEST),
        AnswerFormat.JSON_SCHEMA,
        USUAL_PICTURES,
        true);
  }

  public ModelOptions withMaxOutputTokens(int most) {
    return with(most, pictureTokens, answerFormat, mostPictures, isShownPlots);
  }

  public ModelOptions withPictureTokens(PictureTokens rule) {
    return with(maxOutputTokens, rule, answerFormat, mostPictures, isShownPlots);
  }

  public ModelOptions withAnswerFormat(AnswerFormat format) {
    return with(maxOutputTokens, pictureTokens, format, mostPictures, isShownPlots);
  }

  public ModelOptions withMostPictures(int most) {
    return with(maxOutputTokens, pictureTokens, answerFormat, most, isShownPlots);
  }

  public ModelOptions withPlots(boolean shown) {
    return with(maxOutputTokens, pictureTokens, answerFormat, mostPictures, shown);
  }

  private ModelOptions with(
      int outputTokens, PictureTokens rule, AnswerFormat format, int pictures, boolean plots) {
    return new ModelOptions(
        model, outputTokens, temperature, detail, rule, format, pictures, plots);
  }
}
