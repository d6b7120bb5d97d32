package dev.vedette.pipeline;

import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.episode.EpisodePolicy;
import dev.vedette.core.event.EventRules;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.core.money.Price;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.privacy.PicturePreparer;
import dev.vedette.core.verdict.VerdictPolicy;
import dev.vedette.djl.GateSource;
import dev.vedette.flink.AdmissionSettings;
import dev.vedette.flink.AskSettings;
import dev.vedette.flink.EpisodeSettings;
import dev.vedette.pipeline.wire.RegistryOptions;
import dev.vedette.pipeline.wire.WireFormat;
import dev.vedette.pipeline.wire.WireOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;

/** Options translated into what the operators take. Operators know values, not keys. */
final class Settings {
  private final ReadableConfig config;

  Settings(ReadableConfig config) {
    this.config = config;
  }

  static InvalidConfigurationException missing(ConfigOption<?> option) {
    return new InvalidConfigurationException(
        "%s is not set: %s".formatted(option.key(), Descriptions.of(option)));
  }

  WireOptions wire() throws InvalidConfigurationException {
    Optional<String> url = config.getOptional(VedetteOptions.REGISTRY_URL);
    return valid(
        VedetteOptions.WIRE_FORMAT,
        () ->
            new WireOptions(
                word(WireFormat.class, config.get(VedetteOptions.WIRE_FORMAT)),
                url.isEmpty()
                    ? null
                    : new RegistryOptions(
                        URI.create(url.get()),
                        config.getOptional(VedetteOptions.REGISTRY_CREDENTIALS_FILE).orElse(null),
                        Duration.ofSeconds(5))));
  }

  EventRules eventRules() throws InvalidConfigurationException {
    return valid(
        VedetteOptions.MAX_PAYLOAD_BYTES,
        () ->
            new EventRules(
                config.get(VedetteOptions.MAX_PAYLOAD_BYTES),
                config.get(VedetteOptions.ALLOWED_AHEAD),
                EventRules.DEFAULTS.minSidePixels(),
                EventRules.DEFAULTS.maxSidePixels()));
  }

  GateSource gate() throws InvalidConfigurationException {
    return valid(
        VedetteOptions.GATE_LOCATION,
        () -> {
          GateSource source =
              GateSource.of(config.get(VedetteOptions.GATE_LOCATION))
                  .withMaxBatch(config.get(VedetteOptions.GATE_BATCH));
          Double threshold = config.getOptional(VedetteOptions.GATE_THRESHOLD).orElse(null);
          source = threshold == null ? source : source.withThreshold(threshold);
          String variant = config.getOptional(VedetteOptions.GATE_VARIANT).orElse(null);
          return variant == null ? source : source.withVariant(variant);
        });
  }

  Map<String, LimitGate.Limits> sensorLimits() throws InvalidConfigurationException {
    return valid(
        VedetteOptions.SENSOR_LIMITS,
        () -> {
          Map<String, LimitGate.Limits> limits = new HashMap<>();
          config
              .get(VedetteOptions.SENSOR_LIMITS)
              .forEach(
                  (channel, range) -> {
                    String[] ends = range.split("\\.\\.", -1);
                    if (ends.length != 2) {
                      throw new IllegalArgumentException(
                          "'%s' of %s is not 'low..high'".formatted(range, channel));
                    }
                    limits.put(
                        channel,
                        new LimitGate.Limits(
                            Double.parseDouble(ends[0].trim()),
                            Double.parseDouble(ends[1].trim())));
                  });
          return limits;
        });
  }

  EpisodeSettings episodes() throws InvalidConfigurationException {
    EpisodePolicy usual =
        valid(
            VedetteOptions.QUIET_GAP,
            () ->
                new EpisodePolicy(
                    config.get(VedetteOptions.QUIET_GAP),
                    config.get(VedetteOptions.SILENCE),
                    config.get(VedetteOptions.ALLOWED_LATENESS)));
    return valid(
        VedetteOptions.EPISODE_CLASSES,
        () -> {
          Map<String, EpisodePolicy> classes = new HashMap<>();
          config
              .get(VedetteOptions.EPISODE_CLASSES)
              .forEach((name, words) -> classes.put(name, episodePolicy(words)));
          return new EpisodeSettings(usual, classes, config.get(VedetteOptions.DUPLICATE_WINDOW));
        });
  }

  QuestionMaker questions() throws InvalidConfigurationException {
    return valid(
        VedetteOptions.PICTURE_SIDE,
        () ->
            new QuestionMaker(
                new PicturePreparer(
                    config.get(VedetteOptions.PICTURE_SIDE),
                    config.get(VedetteOptions.PICTURE_QUALITY).floatValue()),
                config.get(VedetteOptions.DEADLINE)));
  }

  AdmissionSettings admission() throws InvalidConfigurationException {
    return valid(
        VedetteOptions.CALLS_PER_MINUTE,
        () ->
            new AdmissionSettings(
                new RateCap(
                    config.get(VedetteOptions.CALLS_PER_MINUTE),
                    Duration.ofMinutes(1),
                    config.get(VedetteOptions.CALL_BURST)),
                word(VerdictPolicy.class, config.get(VedetteOptions.VERDICT_POLICY)),
                config.get(VedetteOptions.JOURNAL_MEMORY)));
  }

  AskSettings asking() throws InvalidConfigurationException {
    return valid(
        VedetteOptions.PERMITS,
        () ->
            new AskSettings(
                config.get(VedetteOptions.PERMITS),
                config.get(VedetteOptions.DEADLINE),
                Duration.ofSeconds(30)));
  }

  ProviderOptions provider() throws InvalidConfigurationException {
    String model = required(VedetteOptions.PROVIDER_MODEL);
    BigDecimal input = usd(VedetteOptions.INPUT_PRICE);
    BigDecimal output = usd(VedetteOptions.OUTPUT_PRICE);
    BigDecimal cached =
        config.getOptional(VedetteOptions.CACHED_PRICE).isPresent()
            ? usd(VedetteOptions.CACHED_PRICE)
            : input;
    return valid(
        VedetteOptions.PROVIDER_URL,
        () -> {
          URI url = URI.create(config.get(VedetteOptions.PROVIDER_URL));
          Path keyFile =
              config.getOptional(VedetteOptions.PROVIDER_KEY_FILE).map(Path::of).orElse(null);
          String name =
              config
                  .getOptional(VedetteOptions.PROVIDER_NAME)
                  .orElseGet(() -> String.valueOf(url.getHost()));
          Endpoint endpoint =
              "api.openai.com".equals(url.getHost()) && keyFile != null
                  ? Endpoint.openAi(keyFile)
                  : Endpoint.compatible(name, url, keyFile);
          ModelOptions defaults = ModelOptions.of(model);
          return new ProviderOptions(
              endpoint,
              new ModelOptions(
                  model,
                  config.get(VedetteOptions.MAX_OUTPUT_TOKENS),
                  defaults.temperature(),
                  defaults.detail(),
                  defaults.pictureTokens(),
                  defaults.answerFormat()),
              new Price(
                  "%s %s/%s/%s".formatted(model, input, cached, output), input, cached, output));
        });
  }

  private String required(ConfigOption<String> option) throws InvalidConfigurationException {
    return config.getOptional(option).orElseThrow(() -> missing(option));
  }

  private BigDecimal usd(ConfigOption<String> option) throws InvalidConfigurationException {
    String amount = required(option);
    return valid(option, () -> new BigDecimal(amount.trim()));
  }

  private static EpisodePolicy episodePolicy(String words) {
    String[] parts = words.trim().split("\\s+", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "'%s' is not 'quiet-gap silence allowed-lateness'".formatted(words));
    }
    return new EpisodePolicy(
        TimeUtils.parseDuration(parts[0]),
        TimeUtils.parseDuration(parts[1]),
        TimeUtils.parseDuration(parts[2]));
  }

  private static <E extends Enum<E>> E word(Class<E> words, String given) {
    for (E word : words.getEnumConstants()) {
      if (word.name().equalsIgnoreCase(given.trim())) {
        return word;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is none of %s"
            .formatted(given, Arrays.toString(words.getEnumConstants()).toLowerCase(Locale.ROOT)));
  }

  private interface Translation<T> {
    T get();
  }

  /** What a value's own constructor refuses is a mistake in the options around this key. */
  private static <T> T valid(ConfigOption<?> near, Translation<T> translation)
      throws InvalidConfigurationException {
    try {
      return translation.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "%s or an option beside it: %s".formatted(near.key(), e.getMessage()), e);
    }
  }
}
