package dev.vedette.flink;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedQuestion;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Repeats;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how many events an answer stands for: it brings together how a question ended and how
 * many events have repeated it, whichever is known first. What was repeated and answered is told to
 * the ledger, so that a report knows it too.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in open
public final class WeighAnswers
    extends KeyedCoProcessFunction<String, EndedQuestion, Repeats, LedgerLine> {
  private static final long serialVersionUID = 1;

  /** The repeats of one answered question, with the brain's opinion as their detail. */
  public static final OutputTag<EndedSum> WEIGHED =
      new OutputTag<>("weighed", TypeInformation.of(EndedSum.class));

  /**
   * How long an answered question waits. Its repeats come when its episode is over, which may last
   * as long as something is to be seen; only those that a job without state has lost never come.
   */
  private static final Duration LONGEST_EPISODE = Duration.ofDays(31);

  private final Duration memory;

  private transient ValueState<EndedQuestion> question;
  private transient ValueState<Repeats> repeated;
  private transient KeyTimer timer;
  private transient RunClock clock;

  /**
   * @param memory how long repeats wait for an answer: as long as a question may wait to be asked
   */
  public WeighAnswers(Duration memory) {
    this.memory = memory;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    question =
        runtime.getState(
            new ValueStateDescriptor<>("question", InOnePieceType.ofRecord(EndedQuestion.class)));
    repeated =
        runtime.getState(
            new ValueStateDescriptor<>("repeats", InOnePieceType.ofRecord(Repeats.class)));
    timer = new KeyTimer(runtime);
    clock = new RunClock();
  }

  @Override
  public void processElement1(EndedQuestion ended, Context context, Collector<LedgerLine> out)
      throws Exception {
    @Nullable Repeats known = repeated.value();
    if (known == null) {
      question.update(ended);
      waitFor(LONGEST_EPISODE, context.timerService());
    } else {
      repeated.clear();
      timer.cancel(context.timerService());
      weigh(ended.ended(), known, context, out);
    }
  }

  @Override
  public void processElement2(Repeats repeats, Context context, Collector<LedgerLine> out)
      throws Exception {
    @Nullable EndedQuestion known = question.value();
    if (known == null) {
      repeated.update(repeats);
      waitFor(memory, context.timerService());
    } else {
      question.clear();
      timer.cancel(context.timerService());
      weigh(known.ended(), repeats, context, out);
    }
  }

  private void waitFor(Duration time, TimerService timers) throws Exception {
    timer.noLaterThan(clock.read(timers).now().plus(time), timers);
  }

  private void weigh(Ended of, Repeats repeats, Context context, Collector<LedgerLine> out) {
    boolean isAnswered = of.detail().equals(Ended.CONFIRMED) || of.detail().equals(Ended.DENIED);
    if (repeats.events() == 0 || of.outcome() != Outcome.CLOUD || !isAnswered) {
      return;
    }
    var ended =
        new Ended(
            of.tenant(),
            of.deviceClass(),
            of.gate(),
            of.positive(),
            Outcome.REPEAT,
            of.detail(),
            of.beganAt());
    context.output(WEIGHED, new EndedSum(ended, repeats.events(), 0));
    out.collect(
        LedgerLine.repeated(of.tenant(), repeats, clock.read(context.timerService()).now()));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LedgerLine> out)
      throws Exception {
    timer.rang();
    Moment moment = clock.read(context.timerService());
    // While the job was down the other could not come.
    Instant due = moment.startedAt().plus(memory);
    boolean isWaiting = question.value() != null || repeated.value() != null;
    if (isWaiting && due.isAfter(moment.now()) && timestamp < moment.startedAt().toEpochMilli()) {
      timer.noLaterThan(due, context.timerService());
      return;
    }
    question.clear();
    repeated.clear();
  }
}
