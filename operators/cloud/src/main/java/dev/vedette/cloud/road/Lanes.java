package dev.vedette.cloud.road;

import com.netflix.concurrency.limits.limit.AIMDLimit;
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

  synchronized boolean enter() {
    if (underWay >= limit()) {
      return false;
    }
    underWay++;
    return true;
  }

  synchronized void answered() {
    limit.onSample(0, 1, underWay, false);
    underWay--;
  }

  /** The provider had too much to do. */
  synchronized void overloaded() {
    limit.onSample(0, 1, underWay, true);
    underWay--;
  }

  /** The end of a call that says nothing of that. */
  synchronized void left() {
    underWay--;
  }

  synchronized int limit() {
    return Math.min(wanted, limit.getLimit());
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
