package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.Event;
import dev.vedette.core.window.ReadingOutcome;
import dev.vedette.core.window.WindowSink;
import org.apache.flink.util.Collector;

/**
 * Where the windows that one arrival completes leave, counted.
 *
 * <p>The record's bytes, which a dead letter would need, go with the window of its last row only: a
 * record of many rows would otherwise be copied as often as it completes windows. The other windows
 * still name its place.
 */
final class WindowOutlet implements WindowSink {
  private static final byte[] NOT_KEPT = new byte[0];

  private final Arrival arrival;
  private final WindowCounts counts;
  private final Collector<Arrival> out;

  WindowOutlet(Arrival arrival, WindowCounts counts, Collector<Arrival> out) {
    this.arrival = arrival;
    this.counts = counts;
    this.out = out;
  }

  @Override
  public void became(ReadingOutcome outcome) {
    counts.reading(outcome, 1);
  }

  @Override
  public void completed(Event window) {
    counts.complete();
    Event reading = arrival.event();
    boolean last = reading != null && window.header().equals(reading.header());
    out.collect(Arrival.of(window, last ? arrival.value() : NOT_KEPT));
  }

  @Override
  public void incomplete() {
    counts.incomplete();
  }
}
