package dev.vedette.flink;

import dev.vedette.core.brain.HedgePolicy;
import dev.vedette.core.brain.RetryPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * How much is asked at once.
 *
 * @param permits calls in flight over all subtasks
 * @param patience from an event's judgement to its question's deadline, as the questions are made
 * @param grace how long after the question's deadline Flink itself gives up, which never happens
 *     while the client does its work
 * @param retries of calls that gave no answer
 * @param hedging of calls that are long without one
 */
public record AskSettings(
    int permits, Duration patience, Duration grace, RetryPolicy retries, HedgePolicy hedging)
    implements Serializable {
  public AskSettings {
    if (permits < 1) {
      throw new IllegalArgumentException("permits < 1: " + permits);
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience <= 0: " + patience);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace < 0: " + grace);
    }
    Duration hedgedAfter = hedging.after();
    if (hedgedAfter != null) {
      if (retries.mostCalls() < 2) {
        throw new IllegalArgumentException("no second call is allowed that could be a hedge");
      }
      Duration callPatience = retries.patience();
      Duration longest = callPatience.compareTo(patience) < 0 ? callPatience : patience;
      if (hedgedAfter.compareTo(longest) >= 0) {
        throw new IllegalArgumentException(
            "a call is given up after %s, and hedged only after %s"
                .formatted(longest, hedgedAfter));
      }
    }
  }

  /** Far above the permits: a question without a permit leaves at once and takes up no room. */
  public int capacity(int parallelism) {
    return permitsOf(parallelism) * 4 + 1024;
  }

  public Duration timeout() {
    return patience.plus(grace);
  }

  int permitsOf(int parallelism) {
    return Math.max(1, permits / parallelism);
  }
}
