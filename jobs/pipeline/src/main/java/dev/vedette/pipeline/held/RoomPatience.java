package dev.vedette.pipeline.held;

import java.util.concurrent.TimeUnit;

/**
 * How long a record waits for room before it is taken from the reserve: as long as a broker needs
 * for it that takes 20 kB a second, and three seconds at most. So long it may hold up its task, in
 * whose midst no barrier of a checkpoint gets through.
 */
final class RoomPatience {
  private static final double BYTES_PER_SECOND = 20_000;
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(3);

  private RoomPatience() {}

  static long nanos(long bytes) {
    return Math.min(MOST_NANOS, (long) (bytes / BYTES_PER_SECOND * 1e9));
  }
}
