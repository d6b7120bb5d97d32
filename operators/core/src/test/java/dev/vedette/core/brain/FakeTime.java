package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock and its alarms. Nothing fires before the test lets time pass, not even at once. */
final class FakeTime implements InstantSource, JournaledBrain.Alarm {
  private record Due(Instant at, Runnable action) {}

  private final List<Due> alarms = new ArrayList<>();
  private Instant now = NOON;

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

  int pending() {
    return alarms.size();
  }

  void pass(Duration duration) {
    now = now.plus(duration);
    List<Due> due = alarms.stream().filter(alarm -> !alarm.at().isAfter(now)).toList();
    alarms.removeAll(due);
    due.forEach(alarm -> alarm.action().run());
  }
}
