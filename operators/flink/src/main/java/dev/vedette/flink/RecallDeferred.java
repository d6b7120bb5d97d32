package dev.vedette.flink;

import dev.vedette.core.backlog.Backlog;
import dev.vedette.core.backlog.DeferredStore;
import dev.vedette.core.backlog.Kept;
import dev.vedette.core.backlog.Recall;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Roads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what is kept and calls it back when a road is open: as much as finds a place there
 * beside fresh questions. There is one of it, so that the highest priority of all is first.
 *
 * <p>After a start it calls nothing back before it has read the topic as far as it went then: what
 * is said to be kept may have ended since.
 */
final class RecallDeferred extends AbstractStreamOperator<Recall>
    implements OneInputStreamOperator<DeferredRecord, Recall> {
  private static final long serialVersionUID = 1;

  private static final long ASK_ENDS_AGAIN_MILLIS = 30_000;

  private static final ListStateDescriptor<Kept> WAITING =
      new ListStateDescriptor<>("waiting", InOnePieceType.ofRecord(Kept.class));
  private static final ListStateDescriptor<Recall> RECALLED =
      new ListStateDescriptor<>("recalled", InOnePieceType.ofRecord(Recall.class));

  private final RoadsOpener openRoads;
  private final DeferredStoreOpener stores;
  private final BacklogSettings settings;
  private final transient Backlog backlog;
  private transient CatchUp catchUp;
  private transient ListState<Kept> waiting;
  private transient ListState<Recall> recalled;
  private transient SharedRoads.Lease roads;
  private transient DeferredStore store;

  /** What was asked for and has not been taken yet. */
  private transient @Nullable CompletableFuture<Map<Integer, Long>> ends;

  private transient long endsAskedAt;
  private transient BacklogMetrics metrics;

  @SuppressWarnings("NullAway.Init") // Flink calls initializeState before anything else
  RecallDeferred(
      StreamOperatorParameters<Recall> parameters,
      RoadsOpener openRoads,
      DeferredStoreOpener stores,
      BacklogSettings settings) {
    super(parameters);
    this.openRoads = openRoads;
    this.stores = stores;
    this.settings = settings;
    this.backlog = new Backlog(settings.bounds());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    metrics = new BacklogMetrics(getMetricGroup().addGroup(MetricNames.GROUP));
    var states = context.getOperatorStateStore();
    catchUp = CatchUp.restored(states);
    waiting = states.getListState(WAITING);
    recalled = states.getListState(RECALLED);
    backlog.begin(now(), context.isRestored());
    for (Recall recall : recalled.get()) {
      backlog.restoreRecalled(recall, now());
    }
    for (Kept kept : waiting.get()) {
      backlog.restoreWaiting(kept);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    if (subtasks != 1) {
      // Each would recall by itself what is kept, and some of it would be paid for twice.
      throw new IllegalStateException(
          "subtasks that recall != 1: %d; take this operator out of what scales the job"
              .formatted(subtasks));
    }
    roads = SharedRoads.enter(getRuntimeContext().getJobInfo().getJobId(), openRoads, 0);
    store = stores.open();
    askEnds();
    lookLater();
  }

  private void askEnds() {
    ends = store.ends().toCompletableFuture();
    endsAskedAt = getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void processElement(StreamRecord<DeferredRecord> element) {
    DeferredRecord record = element.getValue();
    takeEnds();
    boolean old = catchUp.isOld(record);
    catchUp.read(record);
    DeferredLine line = record.line();
    if (line == null) {
      return;
    }
    if (line.question() != null) {
      var kept =
          Kept.at(
              record.partition(),
              record.offset(),
              record.bytes(),
              line.question(),
              record.writtenAt());
      backlog.keep(kept, old);
    } else if (line.reason() != null) {
      backlog.inVain(line.inferenceId(), line.round(), line.reason(), record.writtenAt(), old);
    } else {
      backlog.ended(line.inferenceId(), old);
    }
    if (line.question() == null && !old) {
      recallWhatFits(); // at once: one that has ended leaves its place to the next
    }
  }

  /** As soon as they are there: what is written from now on is new. */
  private void takeEnds() {
    CompletableFuture<Map<Integer, Long>> asked = ends;
    if (asked != null && asked.isDone()) {
      ends = null;
      if (asked.isCompletedExceptionally()) {
        metrics.behind(true);
      } else {
        catchUp.ends(asked.join());
      }
    }
  }

  private void look(long time) {
    recallWhatFits();
    metrics.crowdedOut(backlog.crowdedOut());
    metrics.show(backlog, now());
    lookLater();
  }

  private void recallWhatFits() {
    if (hasCaughtUp()) {
      Roads open = roads.roads();
      int room = open.roomForKept() + open.keptUnderWay() - backlog.asked();
      for (Recall recall : backlog.due(now(), room)) {
        metrics.recalled(recall);
        output.collect(new StreamRecord<>(recall));
      }
    }
  }

  /** Asks again where that takes long: the broker may be away, or the rest of a partition gone. */
  private boolean hasCaughtUp() {
    takeEnds();
    if (catchUp.isDone()) {
      return true;
    }
    long time = getProcessingTimeService().getCurrentProcessingTime();
    if (ends == null && time - endsAskedAt >= ASK_ENDS_AGAIN_MILLIS) {
      metrics.behind(false);
      askEnds();
    }
    return false;
  }

  private void lookLater() {
    var service = getProcessingTimeService();
    service.registerTimer(
        service.getCurrentProcessingTime() + settings.lookEvery().toMillis(), this::look);
  }

  private Instant now() {
    return Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waiting.update(new ArrayList<>(backlog.waiting()));
    recalled.update(new ArrayList<>(backlog.recalled()));
    catchUp.snapshot();
  }

  @Override
  public void close() throws Exception {
    SharedRoads.Lease openedRoads = roads;
    DeferredStore openedStore = store;
    try (openedRoads;
        openedStore) {
      super.close();
    }
  }
}
