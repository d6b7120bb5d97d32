package dev.vedette.core.window;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The newest readings of one device, in the order of its clock: as many as a window has, since more
 * can never be in one.
 *
 * <p>Never changed, so that it is Flink state as it is; its arrays are nobody else's. It is flat,
 * because it is read and written once a reading.
 *
 * @param layout of which channels, in which order, the values are
 * @param times microseconds of the device's clock, ascending
 * @param events fingerprints of the events that the readings came with
 * @param values reading by reading
 * @param sinceWindow readings that have moved the series on since a window was tried last
 * @param heardAt processing time of the last reading that was kept
 */
public record ReadingSeries(
    String deviceClass,
    long layout,
    long[] times,
    long[] events,
    float[] values,
    int sinceWindow,
    Instant heardAt) {

  static ReadingSeries empty(String deviceClass, long layout, Instant now) {
    return new ReadingSeries(deviceClass, layout, new long[0], new long[0], new float[0], 0, now);
  }

  int size() {
    return times.length;
  }

  long newestMicros() {
    return times[times.length - 1];
  }

  boolean holds(long event) {
    for (long known : events) {
      if (known == event) {
        return true;
      }
    }
    return false;
  }

  /** Where a reading of this time is, or would be: as {@link Arrays#binarySearch} says it. */
  int search(long micros) {
    return Arrays.binarySearch(times, micros);
  }

  /** With one more reading at this place, and without the oldest if there are more than most. */
  ReadingSeries with(int place, Reading reading, int most, Instant now) {
    int dropped = Math.max(0, size() + 1 - most);
    int width = reading.values().length;
    int count = size() + 1 - dropped;
    int at = place - dropped;
    long[] newTimes = new long[count];
    long[] newEvents = new long[count];
    float[] newValues = new float[count * width];
    System.arraycopy(times, dropped, newTimes, 0, at);
    System.arraycopy(events, dropped, newEvents, 0, at);
    System.arraycopy(values, dropped * width, newValues, 0, at * width);
    newTimes[at] = reading.micros();
    newEvents[at] = reading.event();
    System.arraycopy(reading.values(), 0, newValues, at * width, width);
    int after = size() - place;
    System.arraycopy(times, place, newTimes, at + 1, after);
    System.arraycopy(events, place, newEvents, at + 1, after);
    System.arraycopy(values, place * width, newValues, (at + 1) * width, after * width);
    int moved = after == 0 ? sinceWindow + 1 : sinceWindow;
    return new ReadingSeries(deviceClass, layout, newTimes, newEvents, newValues, moved, now);
  }

  /** Counts anew until the next window. */
  ReadingSeries tried() {
    return new ReadingSeries(deviceClass, layout, times, events, values, 0, heardAt);
  }

  /** Time before the job's own start does not count: a job that was down could hear nobody. */
  Instant forgottenAt(Instant startedAt, Duration patience) {
    return (heardAt.isBefore(startedAt) ? startedAt : heardAt).plus(patience);
  }
}
