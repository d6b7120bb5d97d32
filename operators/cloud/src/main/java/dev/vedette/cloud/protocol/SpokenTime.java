package dev.vedette.cloud.protocol;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as providers write them into headers and sentences. */
final class SpokenTime {
  private static final String DECIMAL = "(\\d{1,9}(?:\\.\\d{1,12})?)";

  /** Such as {@code 6m0s}, {@code 1.2s}, {@code 986.8ms}, {@code 20 seconds}: five groups. */
  static final String SPAN =
      "(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?![a-z]))?"
          + ("(?:" + DECIMAL + " ?s(?:ec(?:ond)?s?)?(?![a-z]))?(?:" + DECIMAL + "ms)?");

  private static final Pattern WHOLE = Pattern.compile(SPAN);

  private SpokenTime() {}

  /** The time that a match of {@link #SPAN} stands for, up to a bound. */
  static Duration span(Matcher match, Duration longest) {
    double seconds =
        number(match.group(1)) * 86_400
            + number(match.group(2)) * 3_600
            + number(match.group(3)) * 60
            + number(match.group(4))
            + number(match.group(5)) * 1e-3;
    return Duration.ofNanos(Math.round(Math.min(seconds, longest.toSeconds()) * 1e9));
  }

  /** A text that is a span and nothing else. */
  static Optional<Duration> span(String text, Duration longest) {
    Matcher match = WHOLE.matcher(text.strip());
    return !text.isBlank() && match.matches()
        ? Optional.of(span(match, longest))
        : Optional.empty();
  }

  /** A date as HTTP has it (RFC 9110, 5.6.7). */
  static Optional<Instant> httpDate(String text) {
    return instant(DateTimeFormatter.RFC_1123_DATE_TIME, text);
  }

  /** A date of RFC 3339. */
  static Optional<Instant> internetDate(String text) {
    return instant(DateTimeFormatter.ISO_OFFSET_DATE_TIME, text);
  }

  private static Optional<Instant> instant(DateTimeFormatter format, String text) {
    try {
      return Optional.of(Instant.from(format.parse(text.strip())));
    } catch (DateTimeException e) {
      // Not a date: a header that says nothing is as good as none.
      return Optional.empty();
    }
  }

  private static double number(@Nullable String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }
}
