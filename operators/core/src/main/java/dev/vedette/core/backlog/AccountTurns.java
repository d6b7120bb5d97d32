package dev.vedette.core.backlog;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * The kept questions of one account whose turn may come: as many at once as were answered lately.
 *
 * <p>An account that is at its cap rests as a whole, longer each time, and is then tried with one
 * question; each answer lets one more be under way. So it does not take the place of others, nor
 * does every one of its questions have to find out for itself.
 */
final class AccountTurns {
  static final Comparator<Kept> WANTED_MOST =
      Comparator.comparingInt(Kept::priority)
          .reversed()
          .thenComparing(Kept::until)
          .thenComparing(Kept::inferenceId);

  private static final int LONGEST_REST_EXPONENT = 6;

  /** Whoever was answered so often since it was refused counts as one that never was. */
  private static final int ENOUGH = 256;

  private final TreeSet<Kept> ready = new TreeSet<>(WANTED_MOST);
  private int mostUnderWay = Integer.MAX_VALUE;
  private int underWay;
  private int rests;
  private Instant restsUntil = Instant.MIN;

  void add(Kept kept) {
    ready.add(kept);
  }

  void remove(Kept kept) {
    ready.remove(kept);
  }

  /** Whether one of them may be asked now. */
  boolean isOn(Instant now) {
    return !ready.isEmpty() && underWay < mostUnderWay && !now.isBefore(restsUntil);
  }

  /** The one that is wanted most. */
  Kept first() {
    return ready.first();
  }

  void left() {
    underWay++;
  }

  void cameBack() {
    underWay = Math.max(0, underWay - 1);
  }

  void answered() {
    rests = 0;
    mostUnderWay = mostUnderWay < ENOUGH ? mostUnderWay + 1 : Integer.MAX_VALUE;
  }

  /** Several that were under way together are refused together: that is one rest. */
  void refused(Instant now) {
    if (now.isBefore(restsUntil)) {
      return;
    }
    restsUntil = now.plus(Duration.ofSeconds(1L << Math.min(rests, LONGEST_REST_EXPONENT)));
    rests++;
    mostUnderWay = 1;
  }

  boolean isIdle() {
    return ready.isEmpty() && underWay == 0 && mostUnderWay == Integer.MAX_VALUE;
  }
}
