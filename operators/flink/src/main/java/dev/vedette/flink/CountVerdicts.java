package dev.vedette.flink;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedQuestion;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Counts the last word on every event that was worth a verdict, and lets all words pass. How it
 * ended goes on, so that it is known what was asked, and what was not.
 */
public final class CountVerdicts extends ProcessFunction<Verdict, Verdict>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** How the events ended on which the last word is said. */
  public static final OutputTag<EndedSum> ENDED =
      new OutputTag<>("ended", TypeInformation.of(EndedSum.class));

  /** How the questions ended about what the gate has found. */
  public static final OutputTag<EndedQuestion> QUESTIONS =
      new OutputTag<>("questions", TypeInformation.of(EndedQuestion.class));

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
      Answer answer = verdict.answer();
      if (answer != null || reason == null) {
        outcomes.count(Outcome.CLOUD, "", verdict.judgement().label());
      } else {
        outcomes.count(Outcome.EDGE, reason.wireName(), verdict.judgement().label());
      }
      EndedSum ended = ended(verdict, answer);
      context.output(ENDED, ended);
      if (verdict.judgement().positive()) {
        context.output(QUESTIONS, new EndedQuestion(verdict.inferenceId(), ended.ended()));
      }
    }
    out.collect(verdict);
  }

  private static EndedSum ended(Verdict verdict, @Nullable Answer answer) {
    Outcome outcome = answer == null ? Outcome.EDGE : Outcome.CLOUD;
    String detail =
        answer == null
            ? Objects.requireNonNull(verdict.reason()).wireName()
            : answer.opinion().wireName();
    return new EndedSum(
        Ended.of(verdict.header(), verdict.judgement(), outcome, detail),
        1,
        answer == null ? 0 : answer.costMicros());
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
