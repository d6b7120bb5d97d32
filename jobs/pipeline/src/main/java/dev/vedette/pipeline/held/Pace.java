package dev.vedette.pipeline.held;

/**
 * How much is written at a time: about 50 ms' worth at the pace of the last batch, so that whoever
 * waits for a batch to end does not wait long. It begins with little and at most doubles.
 *
 * <p>Not thread-safe.
 */
final class Pace {
  static final long MOST_BYTES = 64 * 1024;
  private static final long FIRST_BYTES = 4 * 1024;
  private static final double WANTED_NANOS = 50e6;

  private final long least;
  private long batchBytes;

  /**
   * @param least bytes, whoever waits: where an answer takes as long for one record as for many,
   *     batches would else shrink to one record
   */
  Pace(long least) {
    this.least = least;
    this.batchBytes = Math.max(FIRST_BYTES, least);
  }

  long batchBytes() {
    return batchBytes;
  }

  /** So many bytes took so long. */
  void took(long bytes, long nanos) {
    double fitting = bytes * WANTED_NANOS / Math.max(1, nanos);
    double doubled = 2.0 * Math.max(batchBytes, bytes);
    batchBytes = Math.max(least, (long) Math.min(MOST_BYTES, Math.min(fitting, doubled)));
  }
}
