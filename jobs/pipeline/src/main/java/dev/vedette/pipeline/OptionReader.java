package dev.vedette.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Reads options so that whatever is wrong with one ends as an {@link InvalidConfigurationException}
 * that names it, where the job is defined and not where it runs.
 */
final class OptionReader {
  private final ReadableConfig config;

  OptionReader(ReadableConfig config) {
    this.config = config;
  }

  /** Makes a value of what the options say. */
  @FunctionalInterface
  interface Translation<T> {
    T get() throws InvalidConfigurationException;
  }

  static InvalidConfigurationException missing(ConfigOption<?> option) {
    return new InvalidConfigurationException(
        "%s is not set: %s".formatted(option.key(), Descriptions.of(option)));
  }

  /** What is set, or the default of an option that has one. */
  <T> T get(ConfigOption<T> option) throws InvalidConfigurationException {
    return optional(option).orElseGet(option::defaultValue);
  }

  <T> T required(ConfigOption<T> option) throws InvalidConfigurationException {
    return optional(option).orElseThrow(() -> missing(option));
  }

  <T> Optional<T> optional(ConfigOption<T> option) throws InvalidConfigurationException {
    Optional<T> value = valid(() -> config.getOptional(option), option);
    if (value.isPresent()
        && value.get() instanceof String text
        && text.isBlank()
        && !text.equals(option.defaultValue())) {
      throw new InvalidConfigurationException(
          "%s is blank: say something or leave it out".formatted(option.key()));
    }
    return value;
  }

  Duration positive(ConfigOption<Duration> option) throws InvalidConfigurationException {
    Duration value = notNegative(option);
    if (value.isZero()) {
      throw new InvalidConfigurationException("%s is no time at all".formatted(option.key()));
    }
    return value;
  }

  Duration notNegative(ConfigOption<Duration> option) throws InvalidConfigurationException {
    Duration value = get(option);
    if (value.isNegative()) {
      throw new InvalidConfigurationException("%s < 0: %s".formatted(option.key(), value));
    }
    return value;
  }

  /** What a value's own constructor refuses is a mistake in the options it is made of. */
  <T> T valid(Translation<T> translation, ConfigOption<?>... of)
      throws InvalidConfigurationException {
    try {
      return translation.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidConfigurationException(
          "%s: %s"
              .formatted(
                  Arrays.stream(of).map(ConfigOption::key).collect(Collectors.joining(", ")),
                  e.getMessage()),
          e);
    }
  }

  static <E extends Enum<E>> E word(Class<E> words, String given) {
    for (E word : words.getEnumConstants()) {
      if (spelt(word).equalsIgnoreCase(given.trim())) {
        return word;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is none of %s"
            .formatted(
                given, Arrays.stream(words.getEnumConstants()).map(OptionReader::spelt).toList()));
  }

  private static String spelt(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
