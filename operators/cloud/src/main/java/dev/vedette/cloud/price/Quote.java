package dev.vedette.cloud.price;

import dev.vedette.cloud.brain.Estimate;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.money.Price;
import java.net.URI;

/**
 * What asking a model costs, in the words and numbers that people compare.
 *
 * @param model its name in the table, or with its provider where it is one that a job asks
 * @param pictureRule how it counts the tokens of pictures, as it is written in options
 * @param worstCaseMicros about what is reserved for one question about one picture of {@value
 *     #PICTURE_SIDE} pixels a side: in the words that are shipped, where a job may have others
 */
public record Quote(String model, Price price, String pictureRule, long worstCaseMicros) {
  /** As large as a picture is that costs one crop of Gemini 2. */
  public static final int PICTURE_SIDE = 384;

  private static final URI NOWHERE = URI.create("http://127.0.0.1/v1");

  public Quote {
    if (worstCaseMicros < 0) {
      throw new IllegalArgumentException("worstCaseMicros < 0: " + worstCaseMicros);
    }
  }

  /** Of a provider as a job asks it. */
  public static Quote of(ProviderOptions options) {
    return new Quote(
        options.road(),
        options.price(),
        options.model().pictureTokens().spelt(),
        Estimate.ofOnePicture(options, PICTURE_SIDE).micros());
  }

  /** Of a model in a table, asked as a job does where nothing else is said. */
  public static Quote of(ModelPrice model, String version) {
    var options =
        new ProviderOptions(
            Endpoint.compatible("none", NOWHERE, null),
            ModelOptions.of(model.name()),
            model.price(version));
    Quote quote = of(options);
    return new Quote(model.key(), quote.price(), quote.pictureRule(), quote.worstCaseMicros());
  }
}
