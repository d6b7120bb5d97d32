package dev.vedette.flink;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.flow.Outcome;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;

/** What came to the gate and did not get past it, counted in checkpointed state. */
final class JudgeCounts {
  private static final String DUTY_CYCLE = "duty-cycle";

  private final OutcomeCounts outcomes;
  private final CheckpointedCount received;
  private final CheckpointedCount readings;

  private JudgeCounts(
      OutcomeCounts outcomes, CheckpointedCount received, CheckpointedCount readings) {
    this.outcomes = outcomes;
    this.received = received;
    this.readings = readings;
  }

  /** Takes up what was counted before the restart. */
  static JudgeCounts restored(OperatorStateStore store, MetricGroup group) throws Exception {
    return new JudgeCounts(
        OutcomeCounts.restored(store, group),
        CheckpointedCount.restored(store, "received", group, MetricNames.EVENTS_RECEIVED),
        CheckpointedCount.restored(store, "readings", group, MetricNames.READINGS_RECEIVED));
  }

  /** One event, whatever becomes of it. */
  void received() {
    received.inc();
  }

  /** Readings, which are no events. */
  void readings(int count) {
    readings.inc(count);
  }

  void skipped() {
    outcomes.count(Outcome.SKIPPED, DUTY_CYCLE, "");
  }

  void buried(DeadLetter letter) {
    outcomes.count(Outcome.DEAD_LETTERED, letter.reason().wireName(), "");
  }

  void snapshot() throws Exception {
    outcomes.snapshot();
    received.snapshot();
    readings.snapshot();
  }
}
