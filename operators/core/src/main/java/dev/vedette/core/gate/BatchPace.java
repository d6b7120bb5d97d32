package dev.vedette.core.gate;

/**
 * Whether it pays to wait for another event before judging: full batches under load, single events
 * at once when idle.
 *
 * <p>Keeps a moving average of the time between arrivals. Waiting pays only while at least one more
 * event is expected within the longest wait. Not thread-safe.
 */
public final class BatchPace {
  /** Weight of the newest gap; eight arrivals or so make a trend. */
  private static final double NEWEST = 0.125;

  private final long longestWaitNanos;
  private double averageGapNanos;
  private long lastNanos;
  private boolean started;

  public BatchPace(long longestWaitNanos) {
    if (longestWaitNanos < 0) {
      throw new IllegalArgumentException("longestWaitNanos < 0: " + longestWaitNanos);
    }
    this.longestWaitNanos = longestWaitNanos;
    this.averageGapNanos = Double.MAX_VALUE;
  }

  /** Notes an arrival on a monotonic clock. */
  public void arrivedAt(long nanos) {
    if (started) {
      // A long pause says "idle now", not how long the next one will be: it counts as four waits at
      // most.
      double gap = Math.min((double) (nanos - lastNanos), 4.0 * longestWaitNanos);
      averageGapNanos =
          averageGapNanos == Double.MAX_VALUE
              ? gap
              : averageGapNanos + NEWEST * (gap - averageGapNanos);
    }
    started = true;
    lastNanos = nanos;
  }

  /**
   * Notes when judging ended. What arrived meanwhile could not be seen arriving; counting that time
   * as a pause would make a gate that is behind look idle, and judge singly just when it must not.
   */
  public void judgedUntil(long nanos) {
    lastNanos = nanos;
  }

  public boolean worthWaiting() {
    return averageGapNanos < longestWaitNanos;
  }
}
