package dev.vedette.core.window;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Samples;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds windows from the readings of devices, each by its own clock.
 *
 * <p>A reading that moves its device's series on is one step towards the next window; one that
 * comes out of order takes its place in the windows to come. The clock is taken as it stands, not
 * cut down to the broker's where it runs ahead: only the time between readings counts here, and
 * those that were uploaded together would all lie on the broker's one instant.
 */
public final class WindowBuilder {
  private final WindowSpec spec;
  private final WindowPolicy policy;
  private final long layout;

  public WindowBuilder(WindowSpec spec, WindowPolicy policy) {
    this.spec = spec;
    this.policy = policy;
    this.layout = Fingerprint.of(spec.channels());
  }

  /** Why the readings of an event cannot be taken. */
  public Optional<Objection> objectionTo(Event event) {
    return EventReadings.objectionTo(spec.channels(), event);
  }

  /**
   * Takes the readings of an event to which there is no objection.
   *
   * @param known what is known of its device
   * @param startedAt when this run of the job first could hear anybody
   * @return what is known now; the same instance if nothing has changed
   */
  public ReadingSeries take(
      @Nullable ReadingSeries known, Event event, Instant startedAt, Instant now, WindowSink sink) {
    ReadingSeries series = believed(known, event.header(), startedAt, now);
    var readings = new EventReadings(spec.channels(), event);
    boolean again = series.holds(readings.event());
    for (int row = 0; row < readings.count(); row++) {
      if (again) {
        sink.became(ReadingOutcome.DUPLICATE);
        continue;
      }
      ReadingSeries before = series;
      series = take(series, readings.reading(row), now, sink);
      if (series.sinceWindow() > before.sinceWindow() && series.sinceWindow() >= spec.slide()) {
        tryWindow(series, readings.headerOf(row), sink);
        series = series.tried();
      }
    }
    return series;
  }

  /** When a device is forgotten if no more of its readings is in time. */
  public Instant forgottenAt(ReadingSeries series, Instant startedAt) {
    return series.forgottenAt(startedAt, policy.patience(spec.samples()));
  }

  /**
   * What may still be held against a reading. A clock that nothing has confirmed for so long is
   * given up, as one that was set back would make its device late for ever; and what an earlier
   * gate wanted to see of a device is not what this one wants.
   */
  private ReadingSeries believed(
      @Nullable ReadingSeries known, EventHeader header, Instant startedAt, Instant now) {
    return known == null || known.layout() != layout || !now.isBefore(forgottenAt(known, startedAt))
        ? ReadingSeries.empty(header.deviceClass(), layout, now)
        : known;
  }

  private ReadingSeries take(ReadingSeries series, Reading reading, Instant now, WindowSink sink) {
    int found = series.search(reading.micros());
    if (found >= 0) {
      sink.became(ReadingOutcome.DUPLICATE);
      return series;
    }
    int place = -found - 1;
    boolean outOfReach = place < series.size() + 1 - spec.samples();
    if (outOfReach
        || place < series.size() && policy.isLate(reading.micros(), series.newestMicros())) {
      sink.became(ReadingOutcome.LATE);
      return series;
    }
    sink.became(ReadingOutcome.KEPT);
    return series.with(place, reading, spec.samples(), now);
  }

  private void tryWindow(ReadingSeries series, EventHeader header, WindowSink sink) {
    Optional<float[]> rows = WindowRows.of(series, spec, policy);
    if (rows.isPresent()) {
      var samples = new Samples(spec.channels(), policy.hertz(), rows.get());
      sink.completed(Event.ofSamples(header, samples));
    } else {
      sink.incomplete();
    }
  }
}
