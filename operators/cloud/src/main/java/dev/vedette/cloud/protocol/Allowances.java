package dev.vedette.cloud.protocol;

import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.protocol.Allowance.Of;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What providers publish of their rate limits in the headers of a reply. A limit of which a part is
 * missing or makes no sense is left out: what it allows will show in what is refused.
 *
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers">OpenAI:
 *     Rate limits in headers</a>
 * @see <a href="https://docs.anthropic.com/en/api/rate-limits#response-headers">Anthropic: Response
 *     headers</a>
 */
public final class Allowances {
  /** Dates have whole seconds. */
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern COUNT = Pattern.compile("\\d{1,15}");

  private Allowances() {}

  /** {@code x-ratelimit-remaining-requests} and the like; {@code 6m0s} until all is there. */
  public static List<Allowance> ofOpenAi(Reply reply) {
    HttpHeaders headers = reply.headers();
    return Stream.of(
            in(headers, Of.REQUESTS, "x-ratelimit-%s-requests"::formatted, Allowances::span),
            in(headers, Of.TOKENS, "x-ratelimit-%s-tokens"::formatted, Allowances::span))
        .flatMap(Optional::stream)
        .toList();
  }

  /** {@code anthropic-ratelimit-requests-remaining} and the like; a date when all is there. */
  public static List<Allowance> ofAnthropic(Reply reply) {
    HttpHeaders headers = reply.headers();
    Function<String, Optional<Duration>> until = date -> until(date, headers);
    return Stream.of(
            in(headers, Of.REQUESTS, "anthropic-ratelimit-requests-%s"::formatted, until),
            in(headers, Of.TOKENS, "anthropic-ratelimit-tokens-%s"::formatted, until))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Allowance> in(
      HttpHeaders headers,
      Of of,
      Function<Object, String> name,
      Function<String, Optional<Duration>> reset) {
    Optional<Long> limit = count(headers, name.apply("limit"));
    Optional<Long> remaining = count(headers, name.apply("remaining"));
    Optional<Duration> wait = headers.firstValue(name.apply("reset")).flatMap(reset);
    if (limit.isEmpty() || remaining.isEmpty() || wait.isEmpty() || limit.get() < 1) {
      return Optional.empty();
    }
    long left = Math.min(remaining.get(), limit.get());
    return Optional.of(new Allowance(of, limit.get(), left, wait.get()));
  }

  private static Optional<Long> count(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .map(String::strip)
        .filter(text -> COUNT.matcher(text).matches())
        .map(Long::valueOf);
  }

  private static Optional<Duration> span(String text) {
    return SpokenTime.span(text, LONGEST);
  }

  /** Against the reply's own clock, which is the one that counts. */
  private static Optional<Duration> until(String date, HttpHeaders headers) {
    Optional<Instant> sent = headers.firstValue("date").flatMap(SpokenTime::httpDate);
    return SpokenTime.internetDate(date)
        .flatMap(reset -> sent.map(now -> Duration.between(now, reset)))
        .map(wait -> wait.compareTo(ONE_SECOND) < 0 ? ONE_SECOND : wait)
        .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
  }
}
