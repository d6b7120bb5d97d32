package dev.vedette.scenarios;

import dev.vedette.core.gate.Judged;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Notes how long after its capture an event comes out of the gate, and how long it was in there.
 * Chained to the gate, so that what it sees is what the next operator is handed.
 *
 * <p>The histograms are the process's, because the cluster makes its own copy of this function.
 */
final class LatencyProbe implements MapFunction<Judged, Long> {
  private static final long serialVersionUID = 1;
  private static final Recorder FROM_CAPTURE = new Recorder(3);
  private static final Recorder IN_GATE = new Recorder(3);
  private static final AtomicLong NOTED = new AtomicLong();

  /**
   * What was noted, in microseconds.
   *
   * @param fromCapture to the judgement
   * @param inGate from the event's arrival at the gate, its wait for others included
   */
  record Noted(Histogram fromCapture, Histogram inGate) {}

  @Override
  public Long map(Judged judged) {
    long micros = Duration.between(judged.header().capturedAt(), Instant.now()).toNanos() / 1_000;
    FROM_CAPTURE.recordValue(Math.max(0, micros));
    IN_GATE.recordValue(judged.gateMicros());
    NOTED.incrementAndGet();
    return micros;
  }

  /** How many events were noted, in all. */
  static long noted() {
    return NOTED.get();
  }

  /** What was noted since the last call. */
  static Noted take() {
    return new Noted(FROM_CAPTURE.getIntervalHistogram(), IN_GATE.getIntervalHistogram());
  }
}
