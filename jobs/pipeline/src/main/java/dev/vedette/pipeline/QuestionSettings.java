package dev.vedette.pipeline;

import dev.vedette.cloud.provider.CheapestSides;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.DeferralPolicy;
import dev.vedette.core.brain.PicturePolicy;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.control.Scope;
import dev.vedette.core.privacy.CloseUp;
import dev.vedette.core.privacy.PicturePreparer;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;

/** Options translated into what a question is made of. */
final class QuestionSettings {
  private static final String NONE = "none";

  /** Pixels of the longer side. */
  private static final int USUALLY_ADEQUATE = 336;

  /** What a picture is cut to, besides the zones of its device. */
  private enum Crop {
    REGION,
    NONE
  }

  private final OptionReader options;

  QuestionSettings(ReadableConfig config) {
    this.options = new OptionReader(config);
  }

  /**
   * @param providers whom questions are put to
   * @param watch which part of a device's pictures may be shown
   */
  QuestionMaker questions(
      DeferralPolicy deferral, List<ProviderOptions> providers, WatchRules watch)
      throws InvalidConfigurationException {
    PicturePreparer preparer = preparer(providers);
    PicturePolicy pictures = pictures();
    Duration deadline = options.positive(AskOptions.DEADLINE);
    return options.valid(
        () -> new QuestionMaker(preparer, pictures, deadline, deferral, watch),
        AskOptions.SETTLING,
        AskOptions.DEADLINE);
  }

  private PicturePreparer preparer(List<ProviderOptions> providers)
      throws InvalidConfigurationException {
    int largest = options.get(AskOptions.PICTURE_SIDE);
    int adequate =
        options
            .optional(AskOptions.PICTURE_ADEQUATE_SIDE)
            .orElse(Math.min(USUALLY_ADEQUATE, largest));
    float quality = options.get(AskOptions.PICTURE_QUALITY).floatValue();
    List<ModelOptions> models = providers.stream().map(ProviderOptions::model).toList();
    CheapestSides sides =
        options.valid(
            () -> new CheapestSides(models, adequate, largest),
            AskOptions.PICTURE_ADEQUATE_SIDE,
            AskOptions.PICTURE_SIDE);
    Crop crop = crop();
    return options.valid(
        () ->
            new PicturePreparer(sides, quality, crop == Crop.REGION ? new CloseUp(adequate) : null),
        AskOptions.PICTURE_QUALITY);
  }

  private Crop crop() throws InvalidConfigurationException {
    String word = options.get(AskOptions.PICTURE_CROP);
    return options.valid(() -> OptionReader.word(Crop.class, word), AskOptions.PICTURE_CROP);
  }

  private PicturePolicy pictures() throws InvalidConfigurationException {
    String usual = options.get(AskOptions.PICTURES);
    Map<String, String> given = options.get(AskOptions.PICTURES_BY_SCOPE);
    Duration settling = options.notNegative(AskOptions.SETTLING);
    return options.valid(
        () -> {
          Map<Scope, Integer> byScope = new HashMap<>();
          for (Map.Entry<String, String> one : given.entrySet()) {
            byScope.put(scope(one.getKey()), most(one.getValue()));
          }
          return new PicturePolicy(most(usual), byScope, settling);
        },
        AskOptions.PICTURES,
        AskOptions.PICTURES_BY_SCOPE,
        AskOptions.SETTLING);
  }

  private static Scope scope(String words) {
    return Scope.named(words)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not 'TENANT/CLASS', with * for any".formatted(words)));
  }

  private static int most(String word) {
    if (word.equals(NONE)) {
      return 0;
    }
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is neither 'none' nor a number of pictures".formatted(word), e);
    }
  }
}
