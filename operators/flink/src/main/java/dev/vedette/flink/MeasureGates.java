package dev.vedette.flink;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.audit.Audited.Result;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import java.time.Duration;
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
 * how events ended and what audits have shown in the last 28 days, since a gate that was right for
 * a year would hide for months that its camera has been turned. One for all, since sums of the
 * whole job are shown.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState
public final class MeasureGates extends CoProcessFunction<EndedSum, Audited, Void>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** Audits are summed up over all tenants. */
  private static final String ANY = "";

  private static final int DAYS_SHOWN = 28;
  private static final long MILLIS_OF_A_DAY = Duration.ofDays(1).toMillis();

  private transient MetricGroup group;
  private transient ListState<KnownGate> state;
  private transient Map<Key, GateQualityMetrics> gates;
  private transient AuditCounts audits;
  private transient long today;

  private record Key(String deviceClass, String gate) {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    var store = context.getOperatorStateStore();
    audits = AuditCounts.restored(store, group);
    gates = new HashMap<>();
    state =
        store.getListState(
            new ListStateDescriptor<>("gates-by-day", TypeInformation.of(KnownGate.class)));
    for (KnownGate known : state.get()) {
      gate(known.deviceClass(), known.gate())
          .know(known.day(), known.tenant(), before -> before.plus(known.evidence()));
    }
  }

  @Override
  public void processElement1(EndedSum sum, Context context, Collector<Void> out) {
    Ended ended = sum.ended();
    long day = today(context);
    gate(ended.deviceClass(), ended.gate()).know(day, ended.tenant(), before -> before.with(sum));
  }

  @Override
  public void processElement2(Audited audited, Context context, Collector<Void> out) {
    audits.count(audited);
    Result result = audited.result();
    if (result == Result.MISSED || result == Result.CONFIRMED) {
      long day = today(context);
      gate(audited.deviceClass(), audited.gate())
          .know(day, ANY, before -> before.audited(audited.draw(), result == Result.MISSED));
    }
  }

  /** Forgets, when another day has begun, what is too old. */
  private long today(Context context) {
    long day = Math.floorDiv(context.timerService().currentProcessingTime(), MILLIS_OF_A_DAY);
    if (day != today) {
      today = day;
      gates.values().removeIf(gate -> gate.forgetBefore(day - DAYS_SHOWN + 1));
    }
    return day;
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
                    (of, evidence) ->
                        known.add(
                            new KnownGate(
                                of.day(), of.tenant(), key.deviceClass(), key.gate(), evidence))));
    state.update(known);
    audits.snapshot();
  }
}
