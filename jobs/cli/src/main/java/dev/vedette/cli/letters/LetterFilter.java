package dev.vedette.cli.letters;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters are meant: those that fit all that was given. */
final class LetterFilter {
  @Option(
      names = "--reason",
      paramLabel = "REASON",
      converter = OfReason.class,
      description = "For this reason, such as not-a-picture.")
  private @Nullable DeadLetterReason reason;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Of records that came from this topic.")
  private @Nullable String topic;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = OfTime.class,
      defaultValue = "24h",
      description = "Buried no longer ago than this, such as 10min (default: ${DEFAULT-VALUE}).")
  private Duration since;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LetterFilter() {}

  Instant from() {
    return Instant.now().minus(since);
  }

  boolean fits(DeadLetter letter) {
    return (reason == null || reason == letter.reason())
        && (topic == null || topic.equals(letter.origin().topic()));
  }

  /** As it is spelt in the topic. */
  static final class OfReason implements ITypeConverter<DeadLetterReason> {
    @Override
    public DeadLetterReason convert(String text) {
      return Arrays.stream(DeadLetterReason.values())
          .filter(one -> one.wireName().equals(text))
          .findAny()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is none of %s"
                          .formatted(
                              text,
                              Arrays.stream(DeadLetterReason.values())
                                  .map(DeadLetterReason::wireName)
                                  .collect(Collectors.joining(", ")))));
    }
  }

  /** As Flink spells it. */
  static final class OfTime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return TimeUtils.parseDuration(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'%s' is no time such as 10min".formatted(text));
      }
    }
  }
}
