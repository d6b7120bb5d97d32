package dev.vedette.cloud.road;

import com.netflix.concurrency.limits.limit.AIMDLimit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How many calls are under way at once: as many as are wanted, fewer when the provider has too much
 * to do, more again one by one as it answers. Latency says nothing here: an LLM takes as long as
 * its answer is.
 */
final class Lanes {
  private static final double BACK_OFF = 0.9;
  private static final long NO_CALL_TAKES_SO_LONG_DAYS = 365;

  private int wanted;
  private int underWay;
  private int kept;
  private AIMDLimit limit = upTo(1, 1);

  /** Adds to what is wanted; what was learnt of the provider stays. */
  synchronized void widen(int calls) {
    if (calls == 0) {
      return;
    }
    boolean narrowed = limit.getLimit() < wanted;
    wanted += calls;
    int most = Math.max(1, wanted);
    limit = upTo(narrowed ? Math.min(limit.getLimit(), most) : most, most);
  }

  /**
   * Takes a lane if there is one.
   *
   * @param givesWay for one that leaves half of the road to others
   * @param isKept for one that was called back, and is counted as such
   */
  synchronized Optional<Lane> enter(boolean givesWay, boolean isKept) {
    if (underWay >= (givesWay ? half() : limit())) {
      return Optional.empty();
    }
    underWay++;
    kept += isKept ? 1 : 0;
    return Optional.of(new Lane(isKept));
  }

  /**
   * How many that give way would find a lane. Where nobody drives, since those who do are in other
   * processes, nothing is known of the road: it is tried with one.
   */
  synchronized int roomToGiveWay() {
    return wanted == 0 ? 1 : Math.max(0, half() - underWay);
  }

  /** How many that were called back have a lane. */
  synchronized int kept() {
    return kept;
  }

  /** Of a single lane the whole, as long as nobody is on it. */
  private int half() {
    return (limit() + 1) / 2;
  }

  /** A lane that is taken; one of its methods is called once. */
  final class Lane {
    private final boolean isKept;

    private Lane(boolean isKept) {
      this.isKept = isKept;
    }

    void answered() {
      leave(() -> limit.onSample(0, 1, underWay, false));
    }

    /** The provider had too much to do. */
    void overloaded() {
      leave(() -> limit.onSample(0, 1, underWay, true));
    }

    /** The end of a call that says nothing of that. */
    void left() {
      leave(() -> {});
    }

    private void leave(Runnable learning) {
      synchronized (Lanes.this) {
        learning.run();
        underWay--;
        kept -= isKept ? 1 : 0;
      }
    }
  }

  synchronized int limit() {
    return Math.min(wanted, limit.getLimit());
  }

  synchronized int wanted() {
    return wanted;
  }

  synchronized int underWay() {
    return underWay;
  }

  private static AIMDLimit upTo(int initial, int most) {
    return AIMDLimit.newBuilder()
        .initialLimit(initial)
        .minLimit(1)
        .maxLimit(most)
        .backoffRatio(BACK_OFF)
        .timeout(NO_CALL_TAKES_SO_LONG_DAYS, TimeUnit.DAYS)
        .build();
  }
}
