package dev.vedette.submission;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Looks again and again until it is so. */
final class Awaiting {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Awaiting() {}

  static <T> T until(String what, Callable<T> look, Predicate<T> condition) throws Exception {
    long start = System.nanoTime();
    T seen = look.call();
    while (!condition.test(seen)) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("never came: %s; last seen: %s".formatted(what, seen));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      seen = look.call();
    }
    return seen;
  }
}
