package dev.vedette.flink;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * A counter that is also operator state: it rolls back together with the offsets, and its sum over
 * the subtasks outlives a rescaling.
 */
final class CheckpointedCount {
  private final Counter counter;
  private final ListState<Long> state;

  private CheckpointedCount(Counter counter, ListState<Long> state) {
    this.counter = counter;
    this.state = state;
  }

  /** Takes up what was counted before the restart. */
  static CheckpointedCount restored(
      OperatorStateStore store, String stateName, MetricGroup group, String metric)
      throws Exception {
    var count =
        new CheckpointedCount(
            group.counter(metric),
            store.getListState(new ListStateDescriptor<>(stateName, Types.LONG)));
    for (Long before : count.state.get()) {
      count.counter.inc(before);
    }
    return count;
  }

  void inc() {
    counter.inc();
  }

  void inc(long by) {
    counter.inc(by);
  }

  void snapshot() throws Exception {
    state.update(List.of(counter.getCount()));
  }
}
