package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.MicroBatch;
import dev.vedette.core.gate.MicroBatch.Found;
import dev.vedette.core.gate.TimeShare;
import dev.vedette.core.release.ReleaseStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Judges events in micro-batches with the gate that was announced last, and hands what cannot be
 * judged to {@link #DEAD_LETTERS}. Where sensor events are readings, of which windows are to be
 * built, it hands them on to {@link #READINGS}, at once.
 *
 * <p>A batch takes what the task has at hand and is judged as soon as there is nothing more, so
 * that single events pass at once when the job is idle, and batches grow by themselves while it is
 * busy. Nobody guesses when the next event will come, and the processor never rests while an event
 * waits. See {@link NothingMore}.
 *
 * <p>An operator of its own and not a process function, because a batch must never be in state: it
 * is judged before a barrier, a watermark, the end of input and another gate, and process functions
 * see none of these.
 */
public final class JudgeEvents extends AbstractStreamOperator<Judged>
    implements OneInputStreamOperator<Arrival, Judged>, BoundedOneInput, OperatorEventHandler {
  private static final long serialVersionUID = 1;

  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
  public static final OutputTag<Arrival> READINGS =
      new OutputTag<>("readings", TypeInformation.of(Arrival.class));
  public static final OutputTag<ReleaseStatus> RELEASE_STATUS =
      new OutputTag<>("release-status", TypeInformation.of(ReleaseStatus.class));

  private static final Duration DUTY_BURST = Duration.ofMillis(100);
  private static final long REPORT_MILLIS = 1_000;

  private final GateOpener opener;
  private final ReleaseReaderOpener releaseReader;
  private final OrderBoardOpener openBoard;
  private final JudgeSettings settings;
  private final transient MailboxExecutor mailbox;
  private final transient OperatorEventGateway coordinator;
  private final transient MicroBatch<Stamp> batch;
  private final transient NothingMore nothingMore;
  private final transient TimeShare duty;

  private transient RolloutStates rollouts;
  private transient GateMetrics gateMetrics;
  private transient JudgeCounts counts;
  private transient SharedOrders.Lease board;
  private transient @Nullable ServedGate served;
  private transient @Nullable FollowedReleases releases;

  @SuppressWarnings("NullAway.Init") // Flink calls initializeState before anything else
  JudgeEvents(
      StreamOperatorParameters<Judged> parameters,
      GateOpener opener,
      ReleaseReaderOpener releaseReader,
      OrderBoardOpener openBoard,
      JudgeSettings settings) {
    super(parameters);
    this.opener = opener;
    this.releaseReader = releaseReader;
    this.openBoard = openBoard;
    this.settings = settings;
    this.mailbox = parameters.getMailboxExecutor();
    this.coordinator =
        parameters
            .getOperatorEventDispatcher()
            .getOperatorEventGateway(parameters.getStreamConfig().getOperatorID());
    this.batch = new MicroBatch<>(settings.maxBatch(), settings.maxWait().toNanos());
    this.nothingMore = new NothingMore(mailbox, () -> batch.size() > 0, this::judgeBatch);
    this.duty = new TimeShare(settings.dutyCycle(), DUTY_BURST, System.nanoTime());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
    var store = context.getOperatorStateStore();
    counts = JudgeCounts.restored(store, group);
    rollouts = RolloutStates.restored(store);
  }

  @Override
  public void open() throws Exception {
    board = SharedOrders.enter(getRuntimeContext().getJobInfo().getJobId(), openBoard);
    MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
    gateMetrics = new GateMetrics(group);
    var releaseMetrics = new ReleaseMetrics(group);
    served = new ServedGate(opener.open(), opener::around, gateMetrics, releaseMetrics);
    var teller =
        new ReleaseTeller(
            line -> output.collect(RELEASE_STATUS, new StreamRecord<>(line)),
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0,
            releaseMetrics,
            clock());
    var trial =
        new ReleaseOnTrial(
            new ReleaseLoader(opener, mailbox),
            served,
            teller,
            report -> coordinator.sendEventToCoordinator(new ReportEvent(report)),
            settings.shadowShare());
    releases = new FollowedReleases(releaseReader.open(), served, teller, trial);
    releases.restore(rollouts.furthest(), opener);
    reportLater();
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) {
    nothingMore.arrived();
    Arrival arrival = element.getValue();
    Event event = arrival.event();
    if (event != null && settings.readingsApart() && event.header().kind() == Kind.SENSOR) {
      counts.readings(event.readings());
      output.collect(READINGS, Stamp.of(element).on(arrival));
      if (batch.isDue(System.nanoTime())) {
        judgeBatch(); // frames do not wait longer because readings come
      }
      return;
    }
    counts.received();
    long now = System.nanoTime();
    if (event == null) {
      bury(Objects.requireNonNull(arrival.deadLetter()));
    } else if (duty.allows(now)) {
      batch.add(arrival, event, Stamp.of(element), now);
    } else {
      counts.skipped();
    }
    if (batch.isDue(now)) {
      judgeBatch();
    } else if (batch.size() > 0) {
      nothingMore.expect();
    }
  }

  @Override
  public void handleOperatorEvent(OperatorEvent event) {
    judgeBatch();
    var followed = Objects.requireNonNull(releases);
    if (event instanceof AnnouncementEvent told) {
      followed.announce(told.announcement(), told.again());
    } else {
      followed.decide(((DecisionEvent) event).decision());
    }
  }

  private void reportLater() {
    var timers = getProcessingTimeService();
    timers.registerTimer(
        timers.getCurrentProcessingTime() + REPORT_MILLIS,
        time -> {
          Objects.requireNonNull(releases).report();
          reportLater();
        });
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    judgeBatch();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    judgeBatch();
    super.processWatermark(mark);
  }

  @Override
  public void endInput() {
    judgeBatch();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counts.snapshot();
    rollouts.snapshot(Objects.requireNonNull(releases).state());
  }

  @Override
  public void close() throws Exception {
    try (SharedOrders.Lease openedBoard = board;
        ServedGate gate = served;
        FollowedReleases followed = releases) {
      super.close();
    }
  }

  private void judgeBatch() {
    if (batch.size() == 0) {
      return;
    }
    var gate = Objects.requireNonNull(served);
    long start = System.nanoTime();
    var judgedNow =
        batch.judge(
            gate.judging(), clock(), System::nanoTime, settings.shown(board::isForTheCloud));
    long spent = System.nanoTime() - start;
    for (Found<Stamp> found : judgedNow) {
      Judged judged = found.judged();
      if (judged == null) {
        bury(Objects.requireNonNull(found.deadLetter()));
      } else {
        gateMetrics.judged(judged.gateMicros());
        output.collect(found.ticket().on(judged));
      }
    }
    gateMetrics.batchDone();
    start = System.nanoTime();
    gate.gate().catchUp();
    // Not what stood in between: who waits for others is not busy.
    duty.spend(spent + System.nanoTime() - start);
  }

  private InstantSource clock() {
    var timers = getProcessingTimeService();
    return () -> Instant.ofEpochMilli(timers.getCurrentProcessingTime());
  }

  private void bury(DeadLetter letter) {
    counts.buried(letter);
    output.collect(DEAD_LETTERS, new StreamRecord<>(letter));
  }
}
