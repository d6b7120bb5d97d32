package dev.vedette.pipeline;

import dev.vedette.cloud.price.PriceTable;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.PictureTokens;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.cloud.provider.ProxyServer;
import dev.vedette.core.money.Price;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** Options translated into who is asked, how, and for what price. */
final class ProviderSettings {
  /** Less is a slip of the unit: the cheapest models cost ten times as much. */
  private static final BigDecimal LEAST_FOR_A_MILLION = new BigDecimal("0.001");

  private final OptionReader options;
  private final CloudOptions keys;
  private final PriceTable prices;

  private ProviderSettings(ReadableConfig config, CloudOptions keys, PriceTable prices) {
    this.options = new OptionReader(config);
    this.keys = keys;
    this.prices = prices;
  }

  /** The providers in the order in which they are asked: one, or two. */
  static List<ProviderOptions> providers(ReadableConfig config)
      throws InvalidConfigurationException {
    PriceTable prices = Prices.table(config);
    ProviderOptions preferred =
        new ProviderSettings(config, CloudOptions.PREFERRED, prices).provider();
    var fallback = new ProviderSettings(config, CloudOptions.FALLBACK, prices);
    if (!fallback.isAsked()) {
      return List.of(preferred);
    }
    ProviderOptions behind = fallback.provider();
    if (behind.road().equals(preferred.road())) {
      throw new InvalidConfigurationException(
          "%s, %s: %s is the first provider already"
              .formatted(
                  CloudOptions.FALLBACK.url.key(),
                  CloudOptions.FALLBACK.model.key(),
                  behind.road()));
    }
    return List.of(preferred, behind);
  }

  /** Whether there is such a provider. Without its address, whatever else is said is a mistake. */
  private boolean isAsked() throws InvalidConfigurationException {
    if (options.optional(keys.url).isPresent()) {
      return true;
    }
    for (ConfigOption<?> option : keys.all) {
      if (options.optional(option).isPresent()) {
        throw new InvalidConfigurationException(
            "%s is set and %s is not".formatted(option.key(), keys.url.key()));
      }
    }
    return false;
  }

  private ProviderOptions provider() throws InvalidConfigurationException {
    Endpoint endpoint = endpoint();
    ModelOptions model = model(endpoint.dialect());
    Price price = price(endpoint);
    return options.valid(() -> new ProviderOptions(endpoint, model, price), keys.model);
  }

  private Endpoint endpoint() throws InvalidConfigurationException {
    String given = options.get(keys.url);
    URI url = options.valid(() -> URI.create(given), keys.url);
    Path keyFile = keyFile();
    Optional<String> named = options.optional(keys.name);
    String name =
        named.isPresent() ? named.get() : options.valid(() -> Endpoint.nameOf(url), keys.url);
    Dialect dialect = dialect(url);
    Endpoint endpoint =
        options.valid(
            () -> Endpoint.of(name, url, keyFile, dialect), keys.url, keys.name, keys.keyFile);
    Optional<String> proxy = options.optional(keys.proxy);
    return proxy.isEmpty()
        ? endpoint
        : endpoint.through(options.valid(() -> ProxyServer.parse(proxy.get()), keys.proxy));
  }

  private Dialect dialect(URI url) throws InvalidConfigurationException {
    Optional<String> said = options.optional(keys.dialect);
    return said.isEmpty()
        ? Dialect.spokenAt(url)
        : options.valid(() -> OptionReader.word(Dialect.class, said.get()), keys.dialect);
  }

  private @Nullable Path keyFile() throws InvalidConfigurationException {
    Optional<String> file = options.optional(keys.keyFile);
    return file.isEmpty() ? null : options.valid(() -> Path.of(file.get()), keys.keyFile);
  }

  private ModelOptions model(Dialect dialect) throws InvalidConfigurationException {
    ModelOptions known = ModelOptions.of(options.required(keys.model));
    int usualPictures = dialect == Dialect.COMPATIBLE ? 1 : known.mostPictures();
    int mostPictures = options.optional(keys.maxPictures).orElse(usualPictures);
    ModelOptions model =
        options.valid(() -> known.withMostPictures(mostPictures), keys.maxPictures);
    int most = options.get(keys.maxOutputTokens);
    PictureTokens pictures = pictureTokens(model);
    String format = options.get(keys.answerFormat);
    AnswerFormat answers =
        options.valid(() -> OptionReader.word(AnswerFormat.class, format), keys.answerFormat);
    return options
        .valid(() -> model.withMaxOutputTokens(most), keys.maxOutputTokens)
        .withPictureTokens(pictures)
        .withAnswerFormat(answers)
        .withPlots(options.optional(keys.plots).orElse(dialect != Dialect.COMPATIBLE));
  }

  private PictureTokens pictureTokens(ModelOptions model) throws InvalidConfigurationException {
    Optional<String> said = options.optional(keys.pictureTokens);
    return said.isEmpty()
        ? model.pictureTokens()
        : options.valid(() -> PictureTokens.parse(said.get()), keys.pictureTokens);
  }

  private Price price(Endpoint endpoint) throws InvalidConfigurationException {
    String model = options.required(keys.model);
    if (!isPriceSaid()) {
      return prices
          .priceOf(model, endpoint)
          .orElseThrow(
              () ->
                  new InvalidConfigurationException(
                      "%s: the prices of %s have no %s at %s: set %s and %s, or %s to a table that has it"
                          .formatted(
                              keys.model.key(),
                              prices.version(),
                              model,
                              endpoint.provider(),
                              keys.inputPrice.key(),
                              keys.outputPrice.key(),
                              PriceOptions.FILE.key())));
    }
    BigDecimal input = usd(keys.inputPrice);
    BigDecimal output = usd(keys.outputPrice);
    BigDecimal cached =
        options.optional(keys.cachedPrice).isPresent() ? usd(keys.cachedPrice) : input;
    return Price.flat("%s %s/%s/%s".formatted(model, input, cached, output), input, cached, output);
  }

  /** Whether any price is said by an option; then the table is not asked. */
  private boolean isPriceSaid() throws InvalidConfigurationException {
    return options.optional(keys.inputPrice).isPresent()
        || options.optional(keys.cachedPrice).isPresent()
        || options.optional(keys.outputPrice).isPresent();
  }

  private BigDecimal usd(ConfigOption<String> option) throws InvalidConfigurationException {
    String amount = options.required(option).trim();
    BigDecimal usd;
    try {
      usd = new BigDecimal(amount);
    } catch (NumberFormatException e) {
      throw new InvalidConfigurationException(
          "%s is not an amount: '%s'".formatted(option.key(), amount), e);
    }
    if (usd.signum() < 0) {
      throw new InvalidConfigurationException("%s < 0: %s".formatted(option.key(), amount));
    }
    if (usd.signum() > 0 && usd.compareTo(LEAST_FOR_A_MILLION) < 0) {
      throw new InvalidConfigurationException(
          "%s is in US dollars for a million tokens, not for one: %s"
              .formatted(option.key(), amount));
    }
    return usd;
  }
}
