package dev.vedette.simulators.devices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** By which a simulated camera says when it took a frame. */
sealed interface CaptureClock {
  Instant capturedAt(long frame);

  Instant startedAt();

  /**
   * A clock for cameras that take so many frames each: it steps from frame to frame, and began so
   * long ago that the last frame is not ahead of now. Without an end, or where the plan says so,
   * real time.
   */
  static CaptureClock of(CameraPlan plan, InstantSource now) {
    Instant start = now.instant().truncatedTo(ChronoUnit.MICROS);
    if (plan.realTime() || plan.events() == CameraPlan.ENDLESS) {
      return new Real(start, now);
    }
    Duration step = Duration.ofNanos(Math.round(1e9 / plan.framesPerSecond()));
    long frames = (plan.events() + plan.cameras() - 1) / plan.cameras();
    return new Stepping(start.minus(step.multipliedBy(frames)), step);
  }

  /** Runs from frame to frame, however fast they are sent. */
  record Stepping(Instant startedAt, Duration step) implements CaptureClock {
    @Override
    public Instant capturedAt(long frame) {
      return startedAt.plus(step.multipliedBy(frame)).truncatedTo(ChronoUnit.MICROS);
    }
  }

  /** The time when it is asked. */
  record Real(Instant startedAt, InstantSource now) implements CaptureClock {
    @Override
    public Instant capturedAt(long frame) {
      Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
      return at.isBefore(startedAt) ? startedAt : at;
    }
  }
}
