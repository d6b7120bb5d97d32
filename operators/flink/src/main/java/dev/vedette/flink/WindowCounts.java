package dev.vedette.flink;

import dev.vedette.core.window.ReadingOutcome;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many readings ended how, and how many windows were due. In operator state as {@link
 * OutcomeCounts}, and for the same reason.
 */
final class WindowCounts {
  private final Map<ReadingOutcome, CheckpointedCount> readings =
      new EnumMap<>(ReadingOutcome.class);
  private final CheckpointedCount complete;
  private final CheckpointedCount incomplete;

  private WindowCounts(OperatorStateStore store, MetricGroup group) throws Exception {
    for (ReadingOutcome outcome : ReadingOutcome.values()) {
      readings.put(
          outcome, count(store, group, "readings-", outcome.wireName(), MetricNames.READINGS));
    }
    complete = count(store, group, "windows-", MetricNames.COMPLETE, MetricNames.WINDOWS);
    incomplete = count(store, group, "windows-", MetricNames.INCOMPLETE, MetricNames.WINDOWS);
  }

  private static CheckpointedCount count(
      OperatorStateStore store, MetricGroup group, String state, String outcome, String metric)
      throws Exception {
    return CheckpointedCount.restored(
        store, state + outcome, group.addGroup(MetricNames.OUTCOME, outcome), metric);
  }

  /** Takes up what was counted before the restart. */
  static WindowCounts restored(OperatorStateStore store, MetricGroup group) throws Exception {
    return new WindowCounts(store, group);
  }

  void reading(ReadingOutcome outcome, long readings) {
    of(outcome).inc(readings);
  }

  void complete() {
    complete.inc();
  }

  void incomplete() {
    incomplete.inc();
  }

  void snapshot() throws Exception {
    for (CheckpointedCount count : readings.values()) {
      count.snapshot();
    }
    complete.snapshot();
    incomplete.snapshot();
  }

  private CheckpointedCount of(ReadingOutcome outcome) {
    CheckpointedCount count = readings.get(outcome);
    if (count == null) {
      throw new IllegalStateException("not counted: " + outcome);
    }
    return count;
  }
}
