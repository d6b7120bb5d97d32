package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock that may be set, and alarms that do not mind. Nothing fires before the test lets time
 * pass, not even at once. Thread-safe.
 */
final class FakeTime implements InstantSource, JournaledBrain.Alarm {
  private record Due(Instant at, Runnable action) {}

  private final List<Due> alarms = new ArrayList<>();
  private Instant now = NOON;

  /** By how much the clock is ahead of the time that passes. */
  private Duration ahead = Duration.ZERO;

  /** Alarms that are still set before one cannot be. */
  int alarmsLeft = Integer.MAX_VALUE;

  @Override
  public synchronized Instant instant() {
    return now.plus(ahead);
  }

  /** Sets the clock forward, or back. */
  synchronized void step(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public synchronized Pending in(Duration delay, Runnable action) {
    if (alarmsLeft-- == 0) {
      throw new IllegalStateException("no alarm any more");
    }
    var due = new Due(now.plus(delay), action);
    alarms.add(due);
    return () -> cancel(due);
  }

  private synchronized void cancel(Due due) {
    alarms.remove(due);
  }

  synchronized int pending() {
    return alarms.size();
  }

  void pass(Duration duration) {
    elapse(duration).forEach(alarm -> alarm.action().run());
  }

  private synchronized List<Due> elapse(Duration duration) {
    now = now.plus(duration);
    List<Due> due = alarms.stream().filter(alarm -> !alarm.at().isAfter(now)).toList();
    alarms.removeAll(due);
    return due;
  }
}
