package dev.vedette.scenarios;

import dev.vedette.core.gate.Judged;
import java.time.Duration;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Notes how long after its capture an event comes out of the gate, in microseconds. Chained to the
 * gate, so that what it sees is what the next operator is handed.
 *
 * <p>The histogram is the process's, because the cluster makes its own copy of this function.
 */
final class LatencyProbe implements MapFunction<Judged, Long> {
  private static final long serialVersionUID = 1;
  private static final Recorder MICROS = new Recorder(3);

  @Override
  public Long map(Judged judged) {
    long micros = Duration.between(judged.header().capturedAt(), Instant.now()).toNanos() / 1_000;
    MICROS.recordValue(Math.max(0, micros));
    return micros;
  }

  /** What was noted since the last call. */
  static Histogram take() {
    return MICROS.getIntervalHistogram();
  }
}
