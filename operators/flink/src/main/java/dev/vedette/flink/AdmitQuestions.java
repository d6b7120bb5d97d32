package dev.vedette.flink;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Grants or denies each question of an account. What is granted goes on to be asked; what is
 * denied, and the edge's first word on what is granted, leaves through {@link #EDGE_VERDICTS}.
 *
 * <p>After a start it grants nothing until it has read the ledger up to its own epoch lines: a
 * replayed question whose answer was already paid for gets that answer.
 */
public final class AdmitQuestions
    extends KeyedCoProcessFunction<String, Question, JournalLine, Grant> {
  private static final long serialVersionUID = 1;

  public static final OutputTag<Verdict> EDGE_VERDICTS =
      new OutputTag<>("edge-verdicts", TypeInformation.of(Verdict.class));

  /** How often a question that came before the ledger was read looks again. */
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final JournalOpener journals;
  private final AdmissionSettings settings;

  private transient Journal journal;
  private transient LedgerProgress ledger;
  private transient MapState<String, JournaledCall> earlier;
  private transient ListState<Question> waiting;
  private transient ValueState<Long> theoreticalNanos;

  @SuppressWarnings("NullAway.Init") // Flink fills the transient fields in open
  public AdmitQuestions(JournalOpener journals, AdmissionSettings settings) {
    this.journals = journals;
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    var calls =
        new MapStateDescriptor<>(
            "earlier-calls", Types.STRING, TypeInformation.of(JournaledCall.class));
    calls.enableTimeToLive(StateTtlConfig.newBuilder(settings.journalMemory()).build());
    earlier = getRuntimeContext().getMapState(calls);
    waiting =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(Question.class)));
    theoreticalNanos =
        getRuntimeContext().getState(new ValueStateDescriptor<>("rate-cap", Types.LONG));
    var task = getRuntimeContext().getTaskInfo();
    journal = journals.open("admit-" + task.getIndexOfThisSubtask());
    ledger = LedgerProgress.started(journal, UUID.randomUUID().toString(), task);
    getRuntimeContext()
        .getMetricGroup()
        .addGroup(MetricNames.GROUP)
        .gauge(MetricNames.ADMIT_READY, () -> ledger.caughtUp() ? 1 : 0);
  }

  @Override
  public void processElement1(Question question, Context context, Collector<Grant> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    if (ledger.caughtUp()) {
      decide(question, Reason.TIMEOUT, Instant.ofEpochMilli(now), out, context);
    } else {
      waiting.add(question);
      context.timerService().registerProcessingTimeTimer(now + LOOK_AGAIN_MILLIS);
    }
  }

  @Override
  public void processElement2(JournalLine line, Context context, Collector<Grant> out)
      throws Exception {
    // Lines of this run's own calls need no memory: nothing can ask for them again but a restart,
    // and a restart reads them again.
    LedgerCall call = line.line().call();
    if (call != null && !ledger.caughtUp()) {
      @Nullable JournaledCall known = earlier.get(call.inferenceId());
      earlier.put(
          call.inferenceId(), (known == null ? JournaledCall.NONE : known).with(line.line()));
    }
    ledger.read(line);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Grant> out)
      throws Exception {
    Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    if (ledger.caughtUp()) {
      for (Question question : waiting.get()) {
        decide(question, Reason.RESTORED, now, out, context);
      }
      waiting.clear();
    } else if (waiting.get().iterator().hasNext()) {
      context.timerService().registerProcessingTimeTimer(now.toEpochMilli() + LOOK_AGAIN_MILLIS);
    }
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }

  private void decide(
      Question question, Reason tooLate, Instant now, Collector<Grant> out, Context context)
      throws Exception {
    @Nullable JournaledCall known = earlier.get(question.inferenceId());
    JournaledCall call = known == null ? JournaledCall.NONE : known;
    Answer paid = call.answer();
    if (paid != null) {
      sayMeanwhile(question, now, context);
      context.output(
          EDGE_VERDICTS,
          Verdict.byCloud(question, settings.policy().finalRevision(), paid, now, now));
    } else if (!now.isBefore(question.deadline())) {
      deny(question, tooLate, now, context);
    } else if (!question.hasPayload()) {
      deny(question, Reason.ERROR, now, context);
    } else if (!passesCap(now)) {
      deny(question, Reason.RATE_LIMITED, now, context);
    } else {
      sayMeanwhile(question, now, context);
      out.collect(
          new Grant(
              question,
              call.nextAttempt(),
              call.mayHaveBeenBilled(),
              ledger.of(question.account().key()),
              settings.policy().finalRevision(),
              now));
    }
  }

  private boolean passesCap(Instant now) throws Exception {
    long nowNanos = Math.multiplyExact(now.toEpochMilli(), 1_000_000L);
    Long theoretical = theoreticalNanos.value();
    OptionalLong next = settings.cap().pass(theoretical == null ? nowNanos : theoretical, nowNanos);
    if (next.isPresent()) {
      theoreticalNanos.update(next.getAsLong());
    }
    return next.isPresent();
  }

  private void sayMeanwhile(Question question, Instant now, Context context) {
    if (settings.policy() == VerdictPolicy.IMMEDIATE) {
      context.output(EDGE_VERDICTS, Verdict.provisional(question, now));
    }
  }

  private static void deny(Question question, Reason reason, Instant now, Context context) {
    context.output(EDGE_VERDICTS, Verdict.byEdge(question, 0, reason, now, now));
  }
}
