package dev.vedette.flink;

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

/** Questions that were not asked, and what they would have cost: metrics and operator state. */
final class AvoidedCounts {
  private static final ListStateDescriptor<AvoidedCount> STATE =
      new ListStateDescriptor<>("avoided", TypeInformation.of(AvoidedCount.class));

  private record Key(String deviceClass, String cause) {}

  private record Counters(Counter calls, Counter micros) {}

  private final MetricGroup group;
  private final ListState<AvoidedCount> state;
  private final Map<Key, Counters> counters = new HashMap<>();

  private AvoidedCounts(MetricGroup group, ListState<AvoidedCount> state) {
    this.group = group;
    this.state = state;
  }

  /** Takes up what was counted before the restart. */
  static AvoidedCounts restored(OperatorStateStore store, MetricGroup group) throws Exception {
    var counts = new AvoidedCounts(group, store.getListState(STATE));
    for (AvoidedCount count : counts.state.get()) {
      counts.count(count.deviceClass(), count.cause(), count.calls(), count.micros());
    }
    return counts;
  }

  void count(String deviceClass, String cause, long calls, long micros) {
    Counters both = counters.computeIfAbsent(new Key(deviceClass, cause), this::registered);
    both.calls().inc(calls);
    both.micros().inc(micros);
  }

  private Counters registered(Key key) {
    MetricGroup labelled =
        group
            .addGroup(MetricNames.CLASS, key.deviceClass())
            .addGroup(MetricNames.CAUSE, key.cause());
    return new Counters(
        labelled.counter(MetricNames.AVOIDED_CALLS),
        labelled.addGroup(MetricNames.SCALE, MetricNames.MICROS).counter(MetricNames.AVOIDED_USD));
  }

  void snapshot() throws Exception {
    List<AvoidedCount> counts = new ArrayList<>(counters.size());
    counters.forEach(
        (key, both) ->
            counts.add(
                new AvoidedCount(
                    key.deviceClass(),
                    key.cause(),
                    both.calls().getCount(),
                    both.micros().getCount())));
    state.update(counts);
  }
}
