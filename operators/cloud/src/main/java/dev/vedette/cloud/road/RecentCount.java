package dev.vedette.cloud.road;

/** How many there were in the last second or two. Not thread-safe. */
final class RecentCount {
  private static final long SECOND = 1_000_000_000L;

  private long secondBegan;
  private long before;
  private long inThisSecond;

  RecentCount(long now) {
    secondBegan = now;
  }

  void add(long now) {
    turn(now);
    inThisSecond++;
  }

  /** Over the second that goes on and the one before it, but over one at least. */
  double perSecond(long now) {
    turn(now);
    double begun = (now - secondBegan) / (double) SECOND;
    return before == 0 ? inThisSecond : (before + inThisSecond) / (1 + begun);
  }

  private void turn(long now) {
    long seconds = (now - secondBegan) / SECOND;
    if (seconds > 0) {
      before = seconds == 1 ? inThisSecond : 0;
      inThisSecond = 0;
      secondBegan += seconds * SECOND;
    }
  }
}
