package dev.vedette.cloud.road;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The rate at which a provider takes calls, as it has shown by refusing some.
 *
 * <p>Between two refusals a provider has taken just what it allows: both times its allowance was
 * used up. That is the rate, and from it the pace goes on as TCP's CUBIC does (RFC 9438, 4.2): a
 * little below, up to the known rate within twenty seconds, flat around it, then faster and faster,
 * in case more is allowed by now. Before the first refusal there is no limit. Time in which a call
 * might have left and none did is left out of all this: it has shown nothing.
 *
 * <p>Half a second's worth may leave at once. Not thread-safe.
 */
final class Pace {
  private static final double SECOND = 1e9;
  private static final double STEP_BACK = 0.05;
  private static final double SECONDS_TO_KNOWN = 20;
  private static final double GROWTH = STEP_BACK / Math.pow(SECONDS_TO_KNOWN, 3);
  private static final long BURST_NANOS = 500_000_000L;

  /** A rate that is counted over less than this may be wrong by a call or two in ten. */
  private static final double ENOUGH_SECONDS = 3;

  private static final int ENOUGH_CALLS = 20;

  /** So far above the known rate an allowance has long been there that nobody used. */
  private static final double OUTGROWN = 1.25;

  /** One refusal does not make it slower than this share of what it was. */
  private static final double STEEPEST = 0.5;

  private static final int MOST_REMEMBERED = 8;

  /**
   * A call that left.
   *
   * @param number counted from 1
   * @param idle how long no call had left that might have, up to then
   */
  record Departure(long nanos, long number, long idle) {}

  /**
   * A moment at which the provider's allowance was used up.
   *
   * @param notTaken calls that had been refused, or not been made, up to then
   */
  private record Empty(Departure call, long notTaken) {}

  private final Deque<Empty> empties = new ArrayDeque<>();
  private final RecentCount recent;
  private double known = Double.POSITIVE_INFINITY;
  private long knownSince;
  private long theoretical;
  private long closedUntil;
  private long steppedBack;
  private long departures;
  private long notTaken;
  private long idle;

  /**
   * @param now from a clock that never goes back
   */
  Pace(long now) {
    recent = new RecentCount(now);
    knownSince = now;
    theoretical = now;
    closedUntil = now;
    steppedBack = now;
  }

  /**
   * Whether a call may leave.
   *
   * @param givesWay for one that leaves half of what may leave at once to others
   */
  boolean open(long now, boolean givesWay) {
    return now - closedUntil >= 0
        && theoretical - now <= (givesWay ? BURST_NANOS / 2 : BURST_NANOS);
  }

  /** How many calls that give way might leave at once. */
  double roomToGiveWay(long now) {
    if (!open(now, true)) {
      return 0;
    }
    long used = Math.max(0, theoretical - now);
    return 1 + (BURST_NANOS / 2.0 - used) / SECOND * perSecond(now);
  }

  Departure leave(long now) {
    if (theoretical - now < 0) {
      // While it was closed nobody could leave: only what came after that was left unused.
      long mightSince = theoretical - closedUntil < 0 ? closedUntil : theoretical;
      idle += Math.max(0, now - mightSince);
      knownSince += now - theoretical;
      theoretical = now;
    }
    theoretical += (long) (SECOND / perSecond(now));
    recent.add(now);
    return new Departure(now, ++departures, idle);
  }

  /** A call that was to leave did not, or was not heard of by the provider. */
  void stayed() {
    notTaken++;
  }

  /** A call was refused because there were too many. */
  void refused(Departure call, Duration wait, long now) {
    pause(wait, now);
    Empty newest = empties.peekLast();
    if (newest == null || call.number() > newest.call().number()) {
      notTaken++;
    }
    if (call.nanos() - steppedBack < 0) {
      return; // left before the last one was known to be refused, and says nothing new
    }
    double before = perSecond(now);
    double slowest = 1 / Math.max(1, wait.toNanos() / SECOND);
    double shown = Math.max(slowest, shownBy(call, now));
    known = Math.max(Math.min(shown, before), Double.isInfinite(before) ? 0 : before * STEEPEST);
    knownSince = now;
    steppedBack = now;
    empties.add(new Empty(call, notTaken));
    if (empties.size() > MOST_REMEMBERED) {
      empties.remove();
    }
    // No credit but what the pause itself brings.
    theoretical = now + BURST_NANOS;
  }

  /** Nobody leaves for a while. */
  void pause(Duration wait, long now) {
    long until = now + wait.toNanos();
    if (until - closedUntil > 0) {
      closedUntil = until;
    }
  }

  /** Calls a second at most; infinite before any was refused. */
  double perSecond(long now) {
    long at = theoretical - now < 0 ? theoretical : now;
    double from = (at - knownSince) / SECOND - SECONDS_TO_KNOWN;
    return known * (1 + GROWTH * from * from * from);
  }

  /** What the provider took between two moments at which it took no more, a second. */
  private double shownBy(Departure call, long now) {
    Empty since = null;
    for (Iterator<Empty> newestFirst = empties.descendingIterator(); newestFirst.hasNext(); ) {
      since = newestFirst.next();
      if (busySeconds(since, call) >= ENOUGH_SECONDS && taken(since, call) >= ENOUGH_CALLS) {
        break;
      }
    }
    double lately = Math.max(0, recent.perSecond(now) - 1);
    if (since == null) {
      return lately;
    }
    double taken = taken(since, call) / Math.max(1, busySeconds(since, call));
    double pace = perSecond(now);
    // It allows no less than it took, and less than the pace at which it had to refuse.
    return pace > known * OUTGROWN ? Math.max(lately, (taken + pace) / 2) : taken;
  }

  private long taken(Empty since, Departure call) {
    return call.number() - since.call().number() - (notTaken - since.notTaken());
  }

  private static double busySeconds(Empty since, Departure call) {
    return (call.nanos() - since.call().nanos() - (call.idle() - since.call().idle())) / SECOND;
  }
}
