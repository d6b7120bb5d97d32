package dev.vedette.scenarios.load;

import java.util.Arrays;

/** When each event that was sent was due, in nanoseconds of the run. Thread-safe. */
final class SentEvents {
  private static final String PREFIX = "load-";

  private long[] dueNanos = new long[1 << 16];
  private int count;

  static String id(int number) {
    return PREFIX + number;
  }

  /** The number of an event that a verdict names. */
  static int number(String id) {
    if (!id.startsWith(PREFIX)) {
      throw new IllegalArgumentException("nobody sent this event: " + id);
    }
    return Integer.parseInt(id, PREFIX.length(), id.length(), 10);
  }

  /** Its number. */
  synchronized int add(long due) {
    if (count == dueNanos.length) {
      dueNanos = Arrays.copyOf(dueNanos, 2 * count);
    }
    dueNanos[count] = due;
    return count++;
  }

  synchronized long due(int number) {
    if (number >= count) {
      throw new IllegalArgumentException("nobody sent this event: " + id(number));
    }
    return dueNanos[number];
  }

  synchronized int count() {
    return count;
  }

  /** How many were due before this; events are sent in the order in which they are due. */
  synchronized int countDue(long before) {
    int at = Arrays.binarySearch(dueNanos, 0, count, before);
    return at >= 0 ? at : -at - 1;
  }
}
