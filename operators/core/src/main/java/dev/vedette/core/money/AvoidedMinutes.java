package dev.vedette.core.money;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was avoided minute by minute, of one tenant's device class, gate and cause. What is told of
 * a minute again and again counts once, as the line with the most events says.
 *
 * <p>A ledger has a year of minutes, so each takes three numbers and no object. They come in the
 * order of time, mostly.
 */
final class AvoidedMinutes {
  private static final int FIRST = 4;

  private long[] begins = new long[FIRST];
  private long[] events = new long[FIRST];
  private long[] micros = new long[FIRST];
  private int size;

  void tell(Instant beganAt, long toldEvents, long toldMicros) {
    long begin = ChronoUnit.MICROS.between(Instant.EPOCH, beganAt);
    boolean isLatest = size == 0 || begins[size - 1] < begin;
    int found = isLatest ? -size - 1 : Arrays.binarySearch(begins, 0, size, begin);
    int place = found < 0 ? -found - 1 : found;
    if (found < 0) {
      makeRoom(place);
      begins[place] = begin;
    } else if (toldEvents < events[place]
        || (toldEvents == events[place] && toldMicros <= micros[place])) {
      return;
    }
    events[place] = toldEvents;
    micros[place] = toldMicros;
  }

  private void makeRoom(int place) {
    if (size == begins.length) {
      int more = size + size / 2;
      begins = Arrays.copyOf(begins, more);
      events = Arrays.copyOf(events, more);
      micros = Arrays.copyOf(micros, more);
    }
    for (long[] column : new long[][] {begins, events, micros}) {
      System.arraycopy(column, place, column, place + 1, size - place);
    }
    size++;
  }

  /** Each of them, in the order of time. */
  Stream<AvoidedSum> of(AvoidedSeries series) {
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                new AvoidedSum(
                    series.cost(Instant.EPOCH.plus(begins[i], ChronoUnit.MICROS), events[i]),
                    micros[i]));
  }
}
