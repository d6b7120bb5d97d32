package dev.vedette.cloud.protocol;

import dev.vedette.cloud.http.Reply;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a provider wants to be left alone, wherever it says so: in {@code retry-after-ms}, in
 * {@code Retry-After} (RFC 9110, 10.2.3), or in its words. The longest of them counts.
 *
 * <p>A date is measured against the reply's own {@code Date}, so that a clock that is wrong here
 * makes no wait longer or shorter.
 */
final class RetryAfter {
  /** Nobody waits for longer here; what is deferred has a clock of its own. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST_WORDS = 4096;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?");

  /**
   * OpenAI: "try again in 6m0s", "in 1.2s"; Azure: "retry after 20 seconds"; Google: "retry in
   * 986.8ms", {@code "retryDelay": "30s"}.
   */
  private static final Pattern WORDS =
      Pattern.compile(
          "(?:try again in |retry (?:in|after) |\"retryDelay\"\\s*:\\s*\")" + SpokenTime.SPAN,
          Pattern.CASE_INSENSITIVE);

  private RetryAfter() {}

  /** 0 where it does not say. */
  static Duration in(Reply reply) {
    HttpHeaders headers = reply.headers();
    return Stream.of(
            headers.firstValue("retry-after-ms").flatMap(text -> seconds(text, 1e-3)),
            headers.firstValue("retry-after").flatMap(text -> secondsOrDate(text, headers)),
            words(reply.body()))
        .flatMap(Optional::stream)
        .filter(wait -> !wait.isNegative())
        .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Optional<Duration> secondsOrDate(String text, HttpHeaders headers) {
    Optional<Duration> seconds = seconds(text, 1);
    return seconds.isPresent()
        ? seconds
        : SpokenTime.httpDate(text)
            .flatMap(
                until ->
                    // A server that has no clock says no date, and its wait is anybody's guess.
                    Optional.of(
                        headers
                            .firstValue("date")
                            .flatMap(SpokenTime::httpDate)
                            .map(sent -> Duration.between(sent, until))
                            .orElse(LONGEST)));
  }

  private static Optional<Duration> seconds(String text, double unit) {
    String number = text.strip();
    return NUMBER.matcher(number).matches()
        ? Optional.of(
            Duration.ofNanos(
                Math.round(Math.min(LONGEST.toSeconds(), Double.parseDouble(number) * unit) * 1e9)))
        : Optional.empty();
  }

  private static Optional<Duration> words(byte[] body) {
    Matcher said =
        WORDS.matcher(
            new String(body, 0, Math.min(body.length, MOST_WORDS), StandardCharsets.UTF_8));
    Optional<Duration> longest = Optional.empty();
    while (said.find()) {
      Duration span = SpokenTime.span(said, LONGEST);
      longest = longest.filter(known -> known.compareTo(span) >= 0).or(() -> Optional.of(span));
    }
    return longest;
  }
}
