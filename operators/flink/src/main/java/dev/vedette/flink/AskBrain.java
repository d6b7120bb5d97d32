package dev.vedette.flink;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.JournaledBrain;
import dev.vedette.core.brain.Word;
import dev.vedette.core.money.Journal;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brain about what was granted; comes back with a word whatever the cloud does.
 *
 * <p>The state is what the ledger has not acknowledged of grants that have ended. So whatever
 * {@code admit} keeps money for in a checkpoint is either under way in it, or its end is in the
 * ledger, or here. All subtasks are given all of it: Flink may bring the grant itself back to any
 * of them, and none may make a call under it.
 */
public final class AskBrain extends RichAsyncFunction<Grant, Word> implements CheckpointedFunction {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(AskBrain.class);

  private final RoadsOpener openRoads;
  private final OrderBoardOpener openBoard;
  private final JournalOpener journals;
  private final AskSettings settings;
  private final DeadlineClock.Opener openClock;

  private transient SharedRoads.Lease roads;
  private transient SharedOrders.Lease board;
  private transient Journal journal;
  private transient DeadlineClock clock;
  private transient ClockCheck clocks;
  private transient JournaledBrain journaled;
  private transient ListState<LedgerLine> untold;

  public AskBrain(
      RoadsOpener openRoads,
      OrderBoardOpener openBoard,
      JournalOpener journals,
      AskSettings settings) {
    this(openRoads, openBoard, journals, settings, SystemDeadlines::new);
  }

  @SuppressWarnings("NullAway.Init") // Flink fills the transient fields in open
  AskBrain(
      RoadsOpener openRoads,
      OrderBoardOpener openBoard,
      JournalOpener journals,
      AskSettings settings,
      DeadlineClock.Opener openClock) {
    this.openRoads = openRoads;
    this.openBoard = openBoard;
    this.journals = journals;
    this.settings = settings;
    this.openClock = openClock;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    var task = getRuntimeContext().getTaskInfo();
    int permits = settings.permitsOf(task.getNumberOfParallelSubtasks());
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    var metrics = new CallMetrics(group);
    roads = SharedRoads.enter(getRuntimeContext().getJobInfo().getJobId(), openRoads, permits);
    board = SharedOrders.enter(getRuntimeContext().getJobInfo().getJobId(), openBoard);
    String user = "ask-" + task.getIndexOfThisSubtask();
    journal = journals.open(user);
    var epochs = journal.mark(user, UUID.randomUUID().toString());
    clock = openClock.open();
    clocks = new ClockCheck(LOG, System::nanoTime);
    RoadMetrics.show(roads.roads(), group, clock);
    OrderMetrics.show(board, group, clock);
    journaled =
        new JournaledBrain(
            roads.roads(),
            account -> board.isForTheEdge(account, clock.instant()),
            journal,
            epochs,
            permits,
            settings.retries(),
            settings.hedging(),
            () -> ThreadLocalRandom.current().nextDouble(),
            metrics,
            clock,
            clock);
    metrics.inFlight(journaled::underWay);
    takeUp(task);
  }

  private void takeUp(TaskInfo task) throws Exception {
    List<LedgerLine> restored = new ArrayList<>();
    untold.get().forEach(restored::add);
    journaled.takeUp(
        restored,
        line ->
            Math.floorMod(Objects.hashCode(line.grant()), task.getNumberOfParallelSubtasks())
                == task.getIndexOfThisSubtask());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    untold =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("untold", TypeInformation.of(LedgerLine.class)));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    untold.update(journaled.untold());
  }

  @Override
  public void asyncInvoke(Grant grant, ResultFuture<Word> result) {
    clocks.look(grant.question(), grant.grantedAt(), clock.instant());
    journaled.answer(grant).thenAccept(word -> result.complete(List.of(word)));
  }

  /** Flink's own timeout lies beyond the client's deadline; it is the net below the net. */
  @Override
  public void timeout(Grant grant, ResultFuture<Word> result) {
    journaled.end(grant);
    result.complete(List.of(grant.withoutAnswer(Reason.TIMEOUT, clock.instant())));
  }

  /** Closes them all, whatever some of them throw: the alarms, then the calls, then the ledger. */
  @Override
  public void close() {
    Journal openedJournal = journal;
    SharedRoads.Lease openedRoads = roads;
    SharedOrders.Lease openedBoard = board;
    JournaledBrain asking = journaled;
    try (openedJournal;
        openedRoads;
        openedBoard;
        asking) {
      if (clock != null) {
        clock.close();
      }
    }
  }
}
