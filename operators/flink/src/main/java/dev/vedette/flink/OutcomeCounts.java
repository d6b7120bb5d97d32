package dev.vedette.flink;

import dev.vedette.core.flow.Count;
import dev.vedette.core.flow.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many events ended how in one operator: metrics that are also operator state, so that they
 * roll back together with the offsets and a restart neither loses nor doubles an event.
 */
final class OutcomeCounts {
  private static final ListStateDescriptor<Count> STATE =
      new ListStateDescriptor<>("outcomes", TypeInformation.of(Count.class));

  private record Key(Outcome outcome, String reason, String label) {}

  private final MetricGroup group;
  private final ListState<Count> state;
  private final Map<Key, Counter> counters = new HashMap<>();

  private OutcomeCounts(MetricGroup group, ListState<Count> state) {
    this.group = group;
    this.state = state;
  }

  /** Takes up what was counted before the restart. */
  static OutcomeCounts restored(OperatorStateStore store, MetricGroup group) throws Exception {
    var counts = new OutcomeCounts(group, store.getListState(STATE));
    for (Count count : counts.state.get()) {
      counts.counter(count.outcome(), count.reason(), count.label()).inc(count.events());
    }
    return counts;
  }

  /**
   * Counts one event.
   *
   * @param reason empty where the outcome says it all
   * @param label of the gate's judgement, which its artefact names; empty where it has no part in
   *     it
   */
  void count(Outcome outcome, String reason, String label) {
    counter(outcome, reason, label).inc();
  }

  void snapshot() throws Exception {
    List<Count> counts = new ArrayList<>(counters.size());
    counters.forEach(
        (key, counter) ->
            counts.add(new Count(key.outcome(), key.reason(), key.label(), counter.getCount())));
    state.update(counts);
  }

  private Counter counter(Outcome outcome, String reason, String label) {
    return counters.computeIfAbsent(
        new Key(outcome, reason, label),
        key ->
            group
                .addGroup(MetricNames.OUTCOME, outcome.wireName())
                .addGroup(MetricNames.REASON, reason)
                .addGroup(MetricNames.LABEL, label)
                .counter(MetricNames.EVENTS));
  }
}
