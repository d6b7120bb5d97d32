package dev.vedette.flink;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.audit.Audited.Result;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Measures what the gates miss and what they let through in vain: by device class and gate, from
 * how events ended and what audits have shown. One for all, since sums of the whole job are shown.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState
public final class MeasureGates extends CoProcessFunction<EndedSum, Audited, Void>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** Audits are summed up over all tenants. */
  private static final String ANY = "";

  private transient MetricGroup group;
  private transient ListState<KnownGate> state;
  private transient Map<Key, GateQualityMetrics> gates;
  private transient AuditCounts audits;

  private record Key(String deviceClass, String gate) {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    var store = context.getOperatorStateStore();
    audits = AuditCounts.restored(store, group);
    gates = new HashMap<>();
    state =
        store.getListState(new ListStateDescriptor<>("gates", TypeInformation.of(KnownGate.class)));
    for (KnownGate known : state.get()) {
      gate(known.deviceClass(), known.gate())
          .know(known.tenant(), before -> before.plus(known.evidence()));
    }
  }

  @Override
  public void processElement1(EndedSum sum, Context context, Collector<Void> out) {
    Ended ended = sum.ended();
    gate(ended.deviceClass(), ended.gate()).know(ended.tenant(), before -> before.with(sum));
  }

  @Override
  public void processElement2(Audited audited, Context context, Collector<Void> out) {
    audits.count(audited);
    Result result = audited.result();
    if (result == Result.MISSED || result == Result.CONFIRMED) {
      gate(audited.deviceClass(), audited.gate())
          .know(ANY, before -> before.audited(audited.draw(), result == Result.MISSED));
    }
  }

  private GateQualityMetrics gate(String deviceClass, String gate) {
    return gates.computeIfAbsent(
        new Key(deviceClass, gate), key -> GateQualityMetrics.show(group, deviceClass, gate));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    List<KnownGate> known = new ArrayList<>(gates.size());
    gates.forEach(
        (key, gate) ->
            gate.evidence()
                .forEach(
                    (tenant, evidence) ->
                        known.add(new KnownGate(tenant, key.deviceClass(), key.gate(), evidence))));
    state.update(known);
    audits.snapshot();
  }
}
