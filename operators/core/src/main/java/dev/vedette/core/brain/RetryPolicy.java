package dev.vedette.core.brain;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a call that gave no answer is made again, and when. It is the only such policy in a run
 * of the job: neither HTTP clients nor Flink's operators repeat anything.
 *
 * <p>The wait is what the provider asks for, and on top of it any length up to a bound that doubles
 * with each call, so that those who were refused together do not come back together (M. Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: full jitter).
 *
 * @param mostCalls for one question in a run, the first one included
 * @param firstWait the bound after the first call
 * @param longestWait the bound does not grow beyond it
 * @param patience after which a call is given up while the question may still have time left
 */
public record RetryPolicy(
    int mostCalls, Duration firstWait, Duration longestWait, Duration patience)
    implements Serializable {
  /** With less time than this no other call is made: it would only be paid for. */
  private static final Duration LEAST_TIME = Duration.ofMillis(500);

  public RetryPolicy {
    if (mostCalls < 1) {
      throw new IllegalArgumentException("mostCalls < 1: " + mostCalls);
    }
    if (firstWait.isNegative() || firstWait.compareTo(longestWait) > 0) {
      throw new IllegalArgumentException(
          "firstWait is not between 0 and longestWait: %s, %s".formatted(firstWait, longestWait));
    }
    if (longestWait.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("longestWait > 1 day: " + longestWait);
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience <= 0: " + patience);
    }
  }

  /** Each question is asked once, with all its time. */
  public static RetryPolicy once() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ofDays(1));
  }

  /** Whether a call is worth making with so much time left. */
  public static boolean isTimeForACall(Duration timeLeft) {
    return LEAST_TIME.compareTo(timeLeft) <= 0;
  }

  /** Whether one more call can be made without a wait, where another brain is asked. */
  public boolean allowsAnother(int calls, Duration timeLeft) {
    return calls < mostCalls && isTimeForACall(timeLeft);
  }

  /**
   * How long to wait before the next call; empty if there is none.
   *
   * @param calls that were made for the question
   * @param silence how the last one ended
   * @param timeLeft until nobody wants the answer any more
   * @param chance from 0 to 1, equally likely
   */
  public Optional<Duration> waitAfter(
      int calls, BrainException silence, Duration timeLeft, double chance) {
    if (calls >= mostCalls) {
      return Optional.empty();
    }
    double bound = Math.min(longestWait.toNanos(), firstWait.toNanos() * Math.pow(2, calls - 1.0));
    return silence
        .askAgainAfter()
        .map(wanted -> wanted.plusNanos((long) (bound * chance)))
        .filter(wait -> isTimeForACall(timeLeft.minus(wait)));
  }
}
