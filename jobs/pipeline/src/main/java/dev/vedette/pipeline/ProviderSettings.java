package dev.vedette.pipeline;

import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.PictureTokens;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.money.Price;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** Options translated into who is asked, how, and for what price. */
final class ProviderSettings {
  private final OptionReader options;

  ProviderSettings(ReadableConfig config) {
    this.options = new OptionReader(config);
  }

  ProviderOptions provider() throws InvalidConfigurationException {
    Endpoint endpoint = endpoint();
    ModelOptions model = model();
    Price price = price();
    return options.valid(
        () -> new ProviderOptions(endpoint, model, price), CloudOptions.PROVIDER_MODEL);
  }

  private Endpoint endpoint() throws InvalidConfigurationException {
    String given = options.get(CloudOptions.PROVIDER_URL);
    URI url = options.valid(() -> URI.create(given), CloudOptions.PROVIDER_URL);
    Path keyFile = keyFile();
    Optional<String> named = options.optional(CloudOptions.PROVIDER_NAME);
    String name =
        named.isPresent()
            ? named.get()
            : options.valid(() -> Endpoint.nameOf(url), CloudOptions.PROVIDER_URL);
    Dialect dialect = dialect(url);
    return options.valid(
        () -> Endpoint.of(name, url, keyFile, dialect),
        CloudOptions.PROVIDER_URL,
        CloudOptions.PROVIDER_NAME,
        CloudOptions.PROVIDER_KEY_FILE);
  }

  private Dialect dialect(URI url) throws InvalidConfigurationException {
    Optional<String> said = options.optional(CloudOptions.PROVIDER_DIALECT);
    return said.isEmpty()
        ? Dialect.spokenAt(url)
        : options.valid(
            () -> OptionReader.word(Dialect.class, said.get()), CloudOptions.PROVIDER_DIALECT);
  }

  private @Nullable Path keyFile() throws InvalidConfigurationException {
    Optional<String> file = options.optional(CloudOptions.PROVIDER_KEY_FILE);
    return file.isEmpty()
        ? null
        : options.valid(() -> Path.of(file.get()), CloudOptions.PROVIDER_KEY_FILE);
  }

  private ModelOptions model() throws InvalidConfigurationException {
    ModelOptions model = ModelOptions.of(options.required(CloudOptions.PROVIDER_MODEL));
    int most = options.get(CloudOptions.MAX_OUTPUT_TOKENS);
    PictureTokens pictures = pictureTokens(model);
    String format = options.get(CloudOptions.ANSWER_FORMAT);
    AnswerFormat answers =
        options.valid(
            () -> OptionReader.word(AnswerFormat.class, format), CloudOptions.ANSWER_FORMAT);
    return options
        .valid(() -> model.withMaxOutputTokens(most), CloudOptions.MAX_OUTPUT_TOKENS)
        .withPictureTokens(pictures)
        .withAnswerFormat(answers);
  }

  private PictureTokens pictureTokens(ModelOptions model) throws InvalidConfigurationException {
    Optional<String> said = options.optional(CloudOptions.PICTURE_TOKENS);
    return said.isEmpty()
        ? model.pictureTokens()
        : options.valid(() -> PictureTokens.parse(said.get()), CloudOptions.PICTURE_TOKENS);
  }

  private Price price() throws InvalidConfigurationException {
    String model = options.required(CloudOptions.PROVIDER_MODEL);
    BigDecimal input = usd(CloudOptions.INPUT_PRICE);
    BigDecimal output = usd(CloudOptions.OUTPUT_PRICE);
    BigDecimal cached =
        options.optional(CloudOptions.CACHED_PRICE).isPresent()
            ? usd(CloudOptions.CACHED_PRICE)
            : input;
    return new Price("%s %s/%s/%s".formatted(model, input, cached, output), input, cached, output);
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
    return usd;
  }
}
