package dev.vedette.flink;

import dev.vedette.core.flow.Outcome;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Counts the last word on every event that was worth a verdict, and lets all words pass. */
public final class CountVerdicts extends ProcessFunction<Verdict, Verdict>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  private transient OutcomeCounts outcomes;
  private transient LatencyHistogram first;
  private transient LatencyHistogram last;

  @SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState
  public CountVerdicts() {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    outcomes = OutcomeCounts.restored(context.getOperatorStateStore(), group);
    first = latency(group, MetricNames.FIRST);
    last = latency(group, MetricNames.LAST);
  }

  @Override
  public void processElement(Verdict verdict, Context context, Collector<Verdict> out) {
    long micros = verdict.times().captureToVerdictMicros();
    if (verdict.revision() == 0) {
      first.observeMicros(micros);
    }
    if (verdict.last()) {
      last.observeMicros(micros);
      Reason reason = verdict.reason();
      String label = verdict.judgement().label();
      if (verdict.by() == Giver.CLOUD || reason == null) {
        outcomes.count(Outcome.CLOUD, "", label);
      } else {
        outcomes.count(Outcome.EDGE, reason.wireName(), label);
      }
    }
    out.collect(verdict);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    outcomes.snapshot();
  }

  private static LatencyHistogram latency(MetricGroup group, String revision) {
    return new LatencyHistogram(
        group.addGroup(MetricNames.REVISION, revision), MetricNames.CAPTURE_TO_VERDICT_SECONDS);
  }
}
