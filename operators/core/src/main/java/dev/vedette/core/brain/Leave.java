package dev.vedette.core.brain;

import dev.vedette.core.budget.Reservation;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The calls that one grant still allows: the last thing between a call and the ledger. It lets no
 * more through than were paid for in advance, none that may cost more than that, and none once the
 * ledger has been told that no other will come.
 *
 * <p>Thread-safe. A line is handed to the ledger while nothing else may be, so that no call stands
 * there behind the end of its grant.
 */
final class Leave {
  private final Reservation reservation;
  private int left;
  private boolean isOver;

  Leave(Reservation reservation) {
    this.reservation = reservation;
    this.left = reservation.calls();
  }

  /** An earlier run has made so many of the calls. */
  synchronized void takeOff(int made) {
    left -= made;
  }

  /** Hands the line of one more call to the ledger; empty if there is no leave for it. */
  synchronized <T> Optional<T> begin(Road road, long worstCaseMicros, Supplier<T> line) {
    if (isOver || left < 1 || !reservation.isEnoughFor(road.name(), worstCaseMicros)) {
      return Optional.empty();
    }
    left--;
    return Optional.of(line.get());
  }

  /** No call begins any more; the ledger hears of that once. */
  synchronized void end(Runnable line) {
    if (!isOver) {
      isOver = true;
      line.run();
    }
  }
}
