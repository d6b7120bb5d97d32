package dev.vedette.core.gate;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait to be judged together, each with a ticket that comes back with what became of
 * it. Not thread-safe.
 *
 * @param <T> the tickets
 */
public final class MicroBatch<T> {
  private final int most;
  private final long longestWaitNanos;
  private final List<Waiting<T>> waiting;

  private record Waiting<T>(Arrival arrival, Event event, T ticket, long arrivedNanos) {}

  /** What became of one event: judged, or a dead letter because the gate could not read it. */
  public record Found<T>(T ticket, @Nullable Judged judged, @Nullable DeadLetter deadLetter) {}

  /**
   * @param most events that it holds
   * @param longestWaitNanos that the first of them waits for the others
   */
  public MicroBatch(int most, long longestWaitNanos) {
    if (most < 1) {
      throw new IllegalArgumentException("most < 1: " + most);
    }
    if (longestWaitNanos < 0) {
      throw new IllegalArgumentException("longestWaitNanos < 0: " + longestWaitNanos);
    }
    this.most = most;
    this.longestWaitNanos = longestWaitNanos;
    this.waiting = new ArrayList<>(most);
  }

  /** Takes one more event of this arrival, at a time on a monotonic clock. */
  public void add(Arrival arrival, Event event, T ticket, long nowNanos) {
    waiting.add(new Waiting<>(arrival, event, ticket, nowNanos));
  }

  /** Whether it may not wait for more, even if there is more: it is full, or it has waited. */
  public boolean isDue(long nowNanos) {
    return waiting.size() >= most
        || (!waiting.isEmpty() && nowNanos - waiting.get(0).arrivedNanos() >= longestWaitNanos);
  }

  public int size() {
    return waiting.size();
  }

  /**
   * Asks the gate about all of them and empties the batch. Both clocks are read afterwards.
   *
   * @param shown which events go on with what they show even if they are negative
   */
  public List<Found<T>> judge(
      Gate gate,
      InstantSource clock,
      LongSupplier nanoClock,
      BiPredicate<EventHeader, Instant> shown) {
    List<Event> events = new ArrayList<>(waiting.size());
    for (Waiting<T> one : waiting) {
      events.add(one.event());
    }
    List<Finding> findings = gate.judge(events);
    if (findings.size() != waiting.size()) {
      throw new IllegalStateException(
          "%d findings for %d events".formatted(findings.size(), waiting.size()));
    }
    Instant judgedAt = clock.instant();
    long now = nanoClock.getAsLong();
    List<Found<T>> found = new ArrayList<>(findings.size());
    for (int i = 0; i < findings.size(); i++) {
      found.add(found(waiting.get(i), findings.get(i), judgedAt, now, shown));
    }
    waiting.clear();
    return found;
  }

  private static <T> Found<T> found(
      Waiting<T> one,
      Finding finding,
      Instant judgedAt,
      long nowNanos,
      BiPredicate<EventHeader, Instant> shown) {
    if (finding instanceof Judgement judgement) {
      long micros = (nowNanos - one.arrivedNanos()) / 1_000;
      Event event = one.event();
      Judged judged =
          !judgement.positive() && shown.test(event.header(), judgedAt)
              ? Judged.shown(event, judgement, judgedAt, micros)
              : Judged.of(event, judgement, judgedAt, micros);
      return new Found<>(one.ticket(), judged, null);
    }
    var unreadable = (Finding.Unreadable) finding;
    Arrival arrival = one.arrival();
    return new Found<>(
        one.ticket(),
        null,
        DeadLetter.of(unreadable.objection(), arrival.origin(), arrival.value(), judgedAt));
  }
}
