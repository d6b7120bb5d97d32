package dev.vedette.cli.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time in which a ledger was written, as far as it is looked at. */
record Observed(Instant from, Instant until) {
  /** A night is not a day: with less, nothing can be said of a month. */
  static final Duration LEAST = Duration.ofDays(1);

  static final int MONTH_DAYS = 30;

  /** From the first to the last of these, no further than is looked at; null if nothing is. */
  static @Nullable Observed of(List<Instant> times, Selection selection) {
    if (times.isEmpty()) {
      return null;
    }
    Instant from = times.stream().min(Comparator.naturalOrder()).orElseThrow();
    Instant until = times.stream().max(Comparator.naturalOrder()).orElseThrow();
    Instant since = selection.since();
    Instant end = selection.until();
    from = since != null && since.isAfter(from) ? since : from;
    until = end != null && end.isBefore(until) ? end : until;
    return from.isAfter(until) ? null : new Observed(from, until);
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
