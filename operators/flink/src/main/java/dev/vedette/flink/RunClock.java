package dev.vedette.flink;

import java.time.Instant;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * Processing time, and since when this run of a subtask has seen any. A job that was down could
 * hear nobody, so silence and forgetting are counted from there.
 */
final class RunClock {
  private @Nullable Instant startedAt;

  /**
   * One reading.
   *
   * @param startedAt when this run first saw an event or a timer
   */
  record Moment(Instant startedAt, Instant now) {}

  /** Not a timer's own time: after a restart that lies as far back as the job was down. */
  Moment read(TimerService timers) {
    Instant now = Instant.ofEpochMilli(timers.currentProcessingTime());
    Instant started = startedAt == null ? now : startedAt;
    startedAt = started;
    return new Moment(started, now);
  }
}
