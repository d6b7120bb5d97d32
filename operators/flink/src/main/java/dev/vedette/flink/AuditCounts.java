package dev.vedette.flink;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.audit.Audited.Result;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.verdict.Reason;
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

/** What became of audits in one operator: metrics that are also operator state. */
final class AuditCounts {
  private static final ListStateDescriptor<AuditCount> STATE =
      new ListStateDescriptor<>("audits", TypeInformation.of(AuditCount.class));

  private record Key(String deviceClass, String gate, String result, String reason) {}

  private final MetricGroup group;
  private final ListState<AuditCount> state;
  private final Map<Key, Counter> counters = new HashMap<>();

  private AuditCounts(MetricGroup group, ListState<AuditCount> state) {
    this.group = group;
    this.state = state;
  }

  /** Takes up what was counted before the restart. */
  static AuditCounts restored(OperatorStateStore store, MetricGroup group) throws Exception {
    var counts = new AuditCounts(group, store.getListState(STATE));
    for (AuditCount count : counts.state.get()) {
      counts
          .counter(new Key(count.deviceClass(), count.gate(), count.result(), count.reason()))
          .inc(count.events());
    }
    return counts;
  }

  /** An event was drawn, whatever becomes of it. */
  void drawn(Judged rejected) {
    count(rejected, MetricNames.SAMPLED, "");
  }

  /** An event was drawn that nobody can be asked about. */
  void denied(Judged rejected, Reason reason) {
    count(rejected, Result.DENIED.wireName(), reason.wireName());
  }

  private void count(Judged rejected, String result, String reason) {
    counter(new Key(rejected.header().deviceClass(), rejected.judgement().gate(), result, reason))
        .inc();
  }

  void count(Audited audited) {
    counter(
            new Key(
                audited.deviceClass(),
                audited.gate(),
                audited.result().wireName(),
                audited.reason()))
        .inc();
  }

  void snapshot() throws Exception {
    List<AuditCount> counts = new ArrayList<>(counters.size());
    counters.forEach(
        (key, counter) ->
            counts.add(
                new AuditCount(
                    key.deviceClass(),
                    key.gate(),
                    key.result(),
                    key.reason(),
                    counter.getCount())));
    state.update(counts);
  }

  private Counter counter(Key key) {
    return counters.computeIfAbsent(
        key,
        any ->
            group
                .addGroup(MetricNames.CLASS, key.deviceClass())
                .addGroup(MetricNames.GATE, key.gate())
                .addGroup(MetricNames.RESULT, key.result())
                .addGroup(MetricNames.REASON, key.reason())
                .counter(MetricNames.AUDIT_EVENTS));
  }
}
