package dev.vedette.flink;

import dev.vedette.core.brain.Admission;
import dev.vedette.core.brain.Admission.Decision;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Word;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.flink.RunClock.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grants or denies each question of a tenant. What is granted goes on to be asked; every word that
 * needs no call leaves through {@link #DECIDED_HERE}: the edge's first word, its last or present
 * one on what is denied, and the cloud's where an earlier call was answered already.
 *
 * <p>After a start it grants nothing until it has read the ledger up to its own epoch lines, so
 * that it knows every call that was made before, and nothing while no road is open or the mode is
 * edge. First words and deadlines do not wait for that. A line that cannot be read closes the
 * tenant it is about, and no other.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in open
public final class AdmitQuestions
    extends KeyedCoProcessFunction<String, Question, JournalLine, Grant>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(AdmitQuestions.class);

  /** Words on events that nobody has to be asked for any more. */
  public static final OutputTag<Word> DECIDED_HERE =
      new OutputTag<>("decided-here", TypeInformation.of(Word.class));

  /** How often a question that came before the ledger was read looks again. */
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final RoadsOpener openRoads;
  private final OrderBoardOpener openBoard;
  private final JournalOpener journals;
  private final AdmissionSettings settings;
  private final Admission admission;

  private transient SharedRoads.Lease roads;
  private transient SharedOrders.Lease board;
  private transient Journal journal;
  private transient LedgerProgress ledger;
  private transient KnownCalls calls;
  private transient ListState<Question> waiting;
  private transient AccountCaps caps;
  private transient TenantMoney money;
  private transient TenantAdmission decisions;
  private transient KeyTimer timer;
  private transient boolean hasState;
  private transient RunClock clock;
  private transient ClockCheck clocks;
  private transient AdmitMetrics metrics;

  public AdmitQuestions(
      RoadsOpener openRoads,
      OrderBoardOpener openBoard,
      JournalOpener journals,
      AdmissionSettings settings) {
    this.openRoads = openRoads;
    this.openBoard = openBoard;
    this.journals = journals;
    this.settings = settings;
    this.admission = new Admission(settings.cap(), settings.policies(), settings.mostBilled());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    hasState = context.isRestored();
  }

  /** All of it is keyed, and is taken as it is. */
  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void open(OpenContext context) throws Exception {
    var runtime = getRuntimeContext();
    var memory = new LedgerMemory(settings.journalMemory(), hasState);
    calls = new KnownCalls(runtime, memory);
    waiting =
        runtime.getListState(
            new ListStateDescriptor<>("waiting", TypeInformation.of(Question.class)));
    caps = new AccountCaps(runtime);
    money = new TenantMoney(runtime, memory);
    timer = new KeyTimer(runtime);
    clock = new RunClock();
    clocks = new ClockCheck(LOG, System::nanoTime);
    roads = SharedRoads.enter(runtime.getJobInfo().getJobId(), openRoads, 0);
    board = SharedOrders.enter(runtime.getJobInfo().getJobId(), openBoard);
    var task = runtime.getTaskInfo();
    journal = journals.open("admit-" + task.getIndexOfThisSubtask());
    ledger = LedgerProgress.started(journal, UUID.randomUUID().toString(), task);
    decisions =
        new TenantAdmission(admission, settings.calls(), roads, board, ledger, calls, caps, money);
    metrics = new AdmitMetrics(runtime.getMetricGroup(), ledger::caughtUp);
  }

  @Override
  public void processElement1(Question question, Context context, Collector<Grant> out)
      throws Exception {
    Moment moment = clock.read(context.timerService());
    clocks.look(question, question.judgedAt(), moment.now());
    admission
        .firstWord(question, moment.now())
        .ifPresent(word -> context.output(DECIDED_HERE, word));
    if (question.stage() == Question.Stage.ANNOUNCED) {
      return; // it comes again, with what there is to judge by
    }
    // Whatever held it up since the job runs; the job itself where it came too late for it.
    Reason tooLate =
        question.deadline().isBefore(moment.startedAt()) ? Reason.RESTORED : Reason.TIMEOUT;
    admit(question, tooLate, moment, context, out);
  }

  @Override
  public void processElement2(JournalLine line, Context context, Collector<Grant> out)
      throws Exception {
    metrics.read(line);
    Moment moment = clock.read(context.timerService());
    timer.noLaterThan(calls.fold(line, moment), context.timerService());
    LedgerLine about = line.line();
    if (about != null) {
      timer.noLaterThan(money.fold(about, moment), context.timerService());
      showMoney(context, moment);
    }
    ledger.read(line);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Grant> out)
      throws Exception {
    timer.rang();
    Moment moment = clock.read(context.timerService());
    List<Question> waited = new ArrayList<>();
    waiting.get().forEach(waited::add);
    waiting.clear();
    for (Question question : waited) {
      admit(question, Reason.RESTORED, moment, context, out);
    }
    timer.noLaterThan(calls.forget(moment), context.timerService());
    timer.noLaterThan(caps.forget(moment), context.timerService());
    timer.noLaterThan(money.forget(context.getCurrentKey(), moment), context.timerService());
    showMoney(context, moment);
  }

  private void showMoney(Context context, Moment moment) throws Exception {
    timer.noLaterThan(
        money.show(context.getCurrentKey(), board.limits(), moment), context.timerService());
  }

  @Override
  public void close() {
    Journal openedJournal = journal;
    SharedRoads.Lease openedRoads = roads;
    SharedOrders.Lease openedBoard = board;
    try (openedJournal;
        openedRoads;
        openedBoard) {
      // All, whatever one of them throws.
    }
  }

  private void admit(
      Question question, Reason tooLate, Moment moment, Context context, Collector<Grant> out)
      throws Exception {
    Decision decision = decisions.on(question, tooLate, moment);
    if (decision instanceof Decision.Granted granted) {
      Account account = question.account();
      TimerService timers = context.timerService();
      timer.noLaterThan(caps.passed(account, granted.theoreticalNanos()), timers);
      Reservation reservation = granted.grant().reservation();
      timer.noLaterThan(money.keep(question.inferenceId(), account, reservation, moment), timers);
      out.collect(granted.grant());
    } else if (decision instanceof Decision.Reused answered) {
      metrics.reused();
      context.output(DECIDED_HERE, answered.word());
    } else if (decision instanceof Decision.GivenUp inVain) {
      metrics.givenUp(question, inVain.calls());
      context.output(DECIDED_HERE, inVain.word());
    } else if (decision instanceof Decision.Denied denied) {
      if (denied.reason() == Reason.BUDGET_EXHAUSTED) {
        money.exhausted(question.account(), roads.roads().prices(question), board.limits(), moment);
      }
      context.output(DECIDED_HERE, denied.word());
    } else {
      waiting.add(question);
      timer.noLaterThan(moment.now().plusMillis(LOOK_AGAIN_MILLIS), context.timerService());
      return;
    }
    showMoney(context, moment);
  }
}
