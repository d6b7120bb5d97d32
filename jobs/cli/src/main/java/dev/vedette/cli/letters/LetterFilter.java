package dev.vedette.cli.letters;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

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
      converter = Spelling.OfTime.class,
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
      return Spelling.word(DeadLetterReason.class, text);
    }
  }
}
