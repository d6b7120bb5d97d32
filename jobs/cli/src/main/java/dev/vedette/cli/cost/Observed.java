package dev.vedette.cli.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The time in which something is in the ledger of what is looked at. */
record Observed(Instant from, Instant until) {
  /** A night is not a day: with less, nothing can be said of a month. */
  static final Duration LEAST = Duration.ofDays(1);

  static final int MONTH_DAYS = 30;

  /** From the first to the last of these; null if there are none. */
  static @Nullable Observed of(Stream<Instant> times) {
    return times
        .map(at -> new Observed(at, at))
        .reduce(
            (one, other) ->
                new Observed(
                    one.from.isBefore(other.from) ? one.from : other.from,
                    one.until.isAfter(other.until) ? one.until : other.until))
        .orElse(null);
  }

  Duration length() {
    return Duration.between(from, until);
  }

  /** What a month of days like these comes to, to the micro-dollar; empty if they are too few. */
  Optional<BigDecimal> monthMicros(long micros) {
    Duration length = length();
    return length.compareTo(LEAST) < 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(micros)
                .multiply(BigDecimal.valueOf(Duration.ofDays(MONTH_DAYS).toMillis()))
                .divide(BigDecimal.valueOf(length.toMillis()), 0, RoundingMode.HALF_UP));
  }
}
