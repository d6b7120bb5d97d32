package dev.vedette.flink;

import dev.vedette.core.brain.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says when the clocks of the job's machines do not agree, which else would look like a provider
 * that is too slow: a deadline is set by the clock of the machine that judged, and kept by that of
 * another.
 *
 * <p>A question from the future can have no other cause. One that is over by more than all the time
 * it had may have been held up, by the job's own start above all, so right after that nothing is
 * said of it.
 */
final class ClockCheck {
  private static final Duration ALLOWED = Duration.ofSeconds(1);
  private static final Duration STARTING = Duration.ofMinutes(1);

  private static final String ADVICE =
      "Deadlines are kept by both clocks: have them agree (NTP) to a fraction of"
          + " vedette.ask.deadline.";

  private final RateLimitedLog warnings;
  private final LongSupplier nanos;
  private final long startedNanos;

  ClockCheck(Logger log, LongSupplier nanos) {
    this.warnings = new RateLimitedLog(log, nanos);
    this.nanos = nanos;
    this.startedNanos = nanos.getAsLong();
  }

  /**
   * Looks at a question that comes from another machine, maybe.
   *
   * @param stamped the latest time on it
   * @param now by the clock of this machine
   */
  void look(Question question, Instant stamped, Instant now) {
    Duration ahead = Duration.between(now, stamped);
    Duration over = Duration.between(question.deadline(), now);
    Duration whole = Duration.between(question.judgedAt(), question.deadline());
    if (ahead.compareTo(ALLOWED) > 0) {
      warnings.warn(
          "behind",
          "A question comes from {} s in the future: the clock of this machine is behind, or that of"
              + " the machine that judged it or let it pass is ahead. {}",
          seconds(ahead),
          ADVICE);
    } else if (!question.isKept() && over.compareTo(whole) > 0 && !isStarting()) {
      warnings.warn(
          "ahead",
          "A question came {} s after its deadline, and only {} s were between its judgement and"
              + " that. Unless the job was held up, the clock of this machine is ahead, or that of"
              + " the machine that judged it is behind, and the edge answers with 'timeout' without"
              + " asking. {}",
          seconds(over),
          seconds(whole),
          ADVICE);
    }
  }

  private boolean isStarting() {
    return nanos.getAsLong() - startedNanos < STARTING.toNanos();
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
  }
}
