package dev.vedette.cloud.road;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The rate at which a provider takes calls, as it has shown by refusing some.
 *
 * <p>Between two refusals a provider has taken just what it allows: both times its allowance was
 * used up. That is the rate, and from it the pace goes on as TCP's CUBIC does (RFC 9438, 4.2): a
 * little below, up to the known rate within twenty seconds, flat around it, then faster and faster,
 * in case more is allowed by now. Time in which a call might have left and none did is left out of
 * all this: it has shown nothing.
 *
 * <p>Where few calls leave, a refusal shows no rate: its wait is obeyed, and there is no limit
 * after it. A rate that is reckoned from a short burst is a guess, which idle time raises like any
 * other.
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

  /** Less than so many calls show no rate. */
  private static final int A_FEW_CALLS = 5;

  /** Fewer a second do not use up what a provider allows a second. */
  private static final double BUSY_PER_SECOND = 3;

  /** Where there is no pace, a longer gap between two calls is idle time. */
  private static final long LONGEST_GAP_NANOS = 5_000_000_000L;

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
   * @param paced whether there was a pace from then on
   */
  private record Empty(Departure call, long notTaken, boolean paced) {}

  /**
   * A rate that was shown.
   *
   * @param guessed from few calls, or from such as left at no pace
   */
  private record Shown(double perSecond, boolean guessed) {}

  private final Deque<Empty> empties = new ArrayDeque<>();
  private final RecentCount recent;
  private double known = Double.POSITIVE_INFINITY;
  private boolean guessed;
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
      long gap = Math.max(0, now - mightSince);
      idle += hasPace() || gap > LONGEST_GAP_NANOS ? gap : 0;
      if (!guessed) {
        knownSince += now - theoretical;
      }
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
    Optional<Shown> shown = shownBy(call, now);
    known = shown.map(rate -> steppedBack(rate, before, wait)).orElse(before);
    guessed = shown.map(Shown::guessed).orElse(guessed);
    knownSince = guessed ? Math.max(now, closedUntil) : now;
    steppedBack = now;
    empties.add(new Empty(call, notTaken, hasPace()));
    if (empties.size() > MOST_REMEMBERED) {
      empties.remove();
    }
    // No credit but what the pause itself brings.
    theoretical = now + BURST_NANOS;
  }

  /** What was guessed is no measure of how slow it may become. */
  private double steppedBack(Shown shown, double before, Duration wait) {
    double slowest = 1 / Math.max(1, wait.toNanos() / SECOND);
    double rate = Math.min(Math.max(slowest, shown.perSecond()), before);
    return guessed || !hasPace() ? rate : Math.max(rate, before * STEEPEST);
  }

  private boolean hasPace() {
    return Double.isFinite(known);
  }

  /** Nobody leaves for a while. */
  void pause(Duration wait, long now) {
    long until = now + wait.toNanos();
    if (until - closedUntil > 0) {
      if (guessed) {
        knownSince += until - Math.max(now, closedUntil);
      }
      closedUntil = until;
    }
  }

  /** For how long nobody leaves. */
  Duration pause(long now) {
    return Duration.ofNanos(Math.max(0, closedUntil - now));
  }

  /** Calls a second at most; infinite before a refusal has shown a rate. */
  double perSecond(long now) {
    long at = Math.max(knownSince, !guessed && theoretical - now < 0 ? theoretical : now);
    double from = (at - knownSince) / SECOND - SECONDS_TO_KNOWN;
    return known * (1 + GROWTH * from * from * from);
  }

  /** What the provider took between two moments at which it took no more, or lately. */
  private Optional<Shown> shownBy(Departure call, long now) {
    Empty since = null;
    for (Iterator<Empty> newestFirst = empties.descendingIterator(); newestFirst.hasNext(); ) {
      since = newestFirst.next();
      if (busySeconds(since, call) >= ENOUGH_SECONDS && taken(since, call) >= ENOUGH_CALLS) {
        break;
      }
    }
    double recently = recent.perSecond(now);
    double lately = Math.max(0, recently - 1);
    if (since == null || taken(since, call) < A_FEW_CALLS) {
      return recently < BUSY_PER_SECOND ? Optional.empty() : Optional.of(new Shown(lately, true));
    }
    double taken = taken(since, call) / Math.max(1, busySeconds(since, call));
    double pace = perSecond(now);
    if (!guessed && hasPace() && pace > known * OUTGROWN) {
      // It allows no less than it took, and less than the pace at which it had to refuse.
      return Optional.of(new Shown(Math.max(lately, (taken + pace) / 2), false));
    }
    boolean enough =
        busySeconds(since, call) >= ENOUGH_SECONDS && taken(since, call) >= ENOUGH_CALLS;
    return Optional.of(new Shown(taken, !since.paced() || !enough));
  }

  private long taken(Empty since, Departure call) {
    return call.number() - since.call().number() - (notTaken - since.notTaken());
  }

  private static double busySeconds(Empty since, Departure call) {
    return (call.nanos() - since.call().nanos() - (call.idle() - since.call().idle())) / SECOND;
  }
}
