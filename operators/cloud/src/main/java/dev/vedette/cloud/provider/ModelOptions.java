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
 */
public record ModelOptions(
    String model,
    int maxOutputTokens,
    @Nullable Double temperature,
    Detail detail,
    PictureTokens pictureTokens,
    AnswerFormat answerFormat)
    implements Serializable {
  /** A short sentence in JSON takes 40 to 60. */
  private static final int SHORT_ANSWER_TOKENS = 200;

  private static final double HOTTEST = 2;

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
        AnswerFormat.JSON_SCHEMA);
  }

  public ModelOptions withMaxOutputTokens(int most) {
    return new ModelOptions(model, most, temperature, detail, pictureTokens, answerFormat);
  }

  public ModelOptions withPictureTokens(PictureTokens rule) {
    return new ModelOptions(model, maxOutputTokens, temperature, detail, rule, answerFormat);
  }

  public ModelOptions withAnswerFormat(AnswerFormat format) {
    return new ModelOptions(model, maxOutputTokens, temperature, detail, pictureTokens, format);
  }
}
