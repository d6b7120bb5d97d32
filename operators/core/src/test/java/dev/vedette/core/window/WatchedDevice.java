package dev.vedette.core.window;

import static dev.vedette.core.Examples.NOON;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A pump whose readings become windows, with all that came of them. */
final class WatchedDevice implements WindowSink {
  private final WindowPolicy policy;
  private final WindowBuilder builder;
  private final List<ReadingOutcome> outcomes = new ArrayList<>();
  private final List<Event> windows = new ArrayList<>();
  private @Nullable ReadingSeries series;
  private Instant startedAt = NOON;
  private Instant now = NOON;
  private int incomplete;

  WatchedDevice(WindowSpec spec, WindowPolicy policy) {
    this.policy = policy;
    builder = new WindowBuilder(spec, policy);
  }

  /** Windows of so many readings of the channel {@code bar}, one a second. */
  static WatchedDevice everySecond(int samples, int mostFilled) {
    return new WatchedDevice(
        new WindowSpec(List.of("bar"), samples, 1, mostFilled),
        new WindowPolicy(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1)));
  }

  /** As {@link #everySecond}, but nobody knows how often. */
  static WatchedDevice nowAndThen(int samples, int mostFilled) {
    return new WatchedDevice(
        new WindowSpec(List.of("bar"), samples, 1, mostFilled),
        new WindowPolicy(null, Duration.ofSeconds(5), Duration.ofMinutes(1)));
  }

  /** A reading at each of these seconds after noon, whose value is the second. */
  WatchedDevice reads(double... seconds) {
    for (double second : seconds) {
      reads("at-" + second, second, (float) second);
    }
    return this;
  }

  void reads(String eventId, double second, float value) {
    sees(event(eventId, second, new Samples(List.of("bar"), 0, new float[] {value})));
  }

  void sees(Event event) {
    series = builder.take(series, event, startedAt, now, this);
  }

  static Event event(String eventId, double second, Samples samples) {
    Instant at = NOON.plusNanos(Math.round(second * 1e9));
    return Event.ofSamples(
        new EventHeader(
            eventId, "acme", "pump-7", "pump", Kind.SENSOR, at, new Origin("events", 0, 7, NOON)),
        samples);
  }

  /** Processing time goes on. */
  void waits(Duration time) {
    now = now.plus(time);
  }

  /** The job starts again. */
  void restarts() {
    startedAt = now;
  }

  WindowPolicy policy() {
    return policy;
  }

  Instant forgottenAt() {
    return builder.forgottenAt(series(), startedAt);
  }

  ReadingSeries series() {
    if (series == null) {
      throw new IllegalStateException("nothing was read");
    }
    return series;
  }

  @Override
  public void became(ReadingOutcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void completed(Event window) {
    windows.add(window);
  }

  @Override
  public void incomplete() {
    incomplete++;
  }

  List<ReadingOutcome> outcomes() {
    return outcomes;
  }

  ReadingOutcome lastOutcome() {
    return outcomes.get(outcomes.size() - 1);
  }

  long count(ReadingOutcome outcome) {
    return outcomes.stream().filter(outcome::equals).count();
  }

  List<Event> windows() {
    return windows;
  }

  List<String> windowIds() {
    return windows.stream().map(window -> window.header().eventId()).toList();
  }

  /** All values of the last window. */
  float[] lastWindow() {
    return windows.get(windows.size() - 1).samples().values();
  }

  int incompleteWindows() {
    return incomplete;
  }

  /** The seconds after noon of all readings that it still knows. */
  double[] secondsKept() {
    long noon = NOON.getEpochSecond() * 1_000_000;
    return IntStream.range(0, series().size())
        .mapToDouble(i -> (series().times()[i] - noon) / 1e6)
        .toArray();
  }
}
