package dev.vedette.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what comes by itself, but not for ever, and leaves the cores to what brings it. */
final class Awaiting {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Awaiting() {}

  /** Looks until it sees what is expected; what it saw last is in the error otherwise. */
  static <T> T until(String what, Callable<T> look, Predicate<T> expected) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      T seen = look.call();
      if (expected.test(seen)) {
        return seen;
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("never came: %s; last seen: %s".formatted(what, seen));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
