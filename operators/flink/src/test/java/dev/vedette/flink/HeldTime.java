package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Time that passes when the test says so, on the test's thread. */
final class HeldTime implements DeadlineClock {
  record Due(Instant at, Runnable action) {}

  final Queue<Due> alarms = new ConcurrentLinkedQueue<>();
  final Queue<RuntimeException> onClose = new ConcurrentLinkedQueue<>();
  final AtomicInteger closed = new AtomicInteger();
  private volatile Instant now = START;

  void pass(Duration duration) {
    now = now.plus(duration);
    for (Due alarm : List.copyOf(alarms)) {
      if (!alarm.at().isAfter(now)) {
        alarms.remove(alarm);
        alarm.action().run();
      }
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Pending in(Duration delay, Runnable action) {
    var due = new Due(now.plus(delay), action);
    alarms.add(due);
    return () -> alarms.remove(due);
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    if (!onClose.isEmpty()) {
      throw onClose.remove();
    }
  }
}
