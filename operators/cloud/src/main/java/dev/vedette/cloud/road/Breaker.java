package dev.vedette.cloud.road;

import dev.vedette.core.brain.RoadState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a road on which nobody arrives, and lets one call at a time find out whether it is there
 * again.
 *
 * <p>Only calls that left since it last changed count: an answer from before the road was closed
 * does not open it, and a loss from before does not make the next wait longer. Thread-safe.
 */
final class Breaker {
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
  private static final double SLOWER = 2;
  private static final double RANDOM = 0.2;

  private final CircuitBreaker breaker;
  private long changes;

  /**
   * Leave to make a call.
   *
   * @param change after which one of the breaker it was given
   */
  record Pass(long change) {}

  Breaker(String name, RoadOptions options, Clock clock) {
    breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindow(options.window(), options.enough(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold((float) (100 * options.failures()))
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialRandomBackoff(
                        options.firstWait(), SLOWER, RANDOM, options.longestWait()))
                .clock(clock)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              changes++;
              say(name, event.getStateTransition());
            });
  }

  /** Only the first closing is worth a warning: probes in vain are part of the same outage. */
  private static void say(String name, CircuitBreaker.StateTransition transition) {
    if (transition == CircuitBreaker.StateTransition.CLOSED_TO_OPEN) {
      LOG.warn(
          "The road to {} is closed: too many calls had no answer, or a key, an account or a"
              + " certificate has to be mended; the warnings before this one say which. The edge"
              + " answers with breaker-open, or the fallback is asked, until a call arrives again.",
          name);
    } else if (transition.getToState() == State.CLOSED) {
      LOG.info("The road to {} is open again.", name);
    } else {
      LOG.debug("The road to {}: {}", name, transition);
    }
  }

  synchronized Optional<Pass> enter() {
    return breaker.tryAcquirePermission() ? Optional.of(new Pass(changes)) : Optional.empty();
  }

  /** Whether somebody could enter: in and out again, since only that wakes an open breaker. */
  synchronized boolean lets() {
    if (breaker.getState() == State.CLOSED) {
      return true;
    }
    boolean in = breaker.tryAcquirePermission();
    if (in) {
      breaker.releasePermission();
    }
    return in;
  }

  /** No call was made, or it says nothing of the road. */
  synchronized void unused(Pass pass) {
    if (pass.change() == changes) {
      breaker.releasePermission();
    }
  }

  synchronized void arrived(Pass pass) {
    if (pass.change() == changes) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }
  }

  synchronized void gotLost(Pass pass, Throwable why) {
    if (pass.change() == changes) {
      breaker.onError(0, TimeUnit.NANOSECONDS, why);
    }
  }

  /** For what the next call will meet as well, whenever this one left. */
  synchronized void close(Pass pass, Throwable why) {
    gotLost(pass, why);
    if (breaker.getState() != State.OPEN) {
      breaker.transitionToOpenState();
    }
  }

  RoadState.Breaker state() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> RoadState.Breaker.OPEN;
      case HALF_OPEN -> RoadState.Breaker.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> RoadState.Breaker.CLOSED;
    };
  }
}
