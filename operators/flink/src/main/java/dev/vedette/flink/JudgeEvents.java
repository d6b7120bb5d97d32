package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.gate.BatchPace;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Judges events in micro-batches and hands what cannot be judged to {@link #DEAD_LETTERS}.
 *
 * <p>An operator of its own and not a process function, because a batch must never be in state: it
 * is judged before a barrier, a watermark and the end of input pass, and process functions see none
 * of these.
 */
public final class JudgeEvents extends AbstractStreamOperator<Judged>
    implements OneInputStreamOperator<Arrival, Judged>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private static final ListStateDescriptor<Long> RECEIVED =
      new ListStateDescriptor<>("received", Types.LONG);

  private final OpenedGate.Opener opener;
  private final int maxBatch;
  private final Duration maxWait;

  private record Waiting(
      Arrival arrival, Event event, boolean timed, long timestamp, long arrivedNanos) {}

  private transient List<Waiting> batch;
  private transient BatchPace pace;
  private transient OpenedGate opened;
  private transient GateMetrics gateMetrics;
  private transient OutcomeCounts outcomes;
  private transient Counter received;
  private transient ListState<Long> receivedState;
  private transient @Nullable ScheduledFuture<?> flushTimer;

  @SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState and open
  public JudgeEvents(OpenedGate.Opener opener, int maxBatch, Duration maxWait) {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch < 1: " + maxBatch);
    }
    this.opener = opener;
    this.maxBatch = maxBatch;
    this.maxWait = maxWait;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
    outcomes = OutcomeCounts.restored(context.getOperatorStateStore(), group);
    received = group.counter(MetricNames.EVENTS_RECEIVED);
    receivedState = context.getOperatorStateStore().getListState(RECEIVED);
    for (Long before : receivedState.get()) {
      received.inc(before);
    }
  }

  @Override
  public void open() throws Exception {
    batch = new ArrayList<>(maxBatch);
    pace = new BatchPace(maxWait.toNanos());
    opened = opener.open();
    gateMetrics = new GateMetrics(getMetricGroup().addGroup(MetricNames.GROUP), opened);
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) {
    received.inc();
    Arrival arrival = element.getValue();
    Event event = arrival.event();
    if (event == null) {
      bury(Objects.requireNonNull(arrival.deadLetter()));
      return;
    }
    long now = System.nanoTime();
    pace.arrivedAt(now);
    batch.add(
        new Waiting(
            arrival,
            event,
            element.hasTimestamp(),
            element.hasTimestamp() ? element.getTimestamp() : 0,
            now));
    if (batch.size() >= maxBatch || !pace.worthWaiting()) {
      judgeBatch();
    } else if (batch.size() == 1) {
      var timers = getProcessingTimeService();
      flushTimer =
          timers.registerTimer(
              timers.getCurrentProcessingTime() + maxWait.toMillis(), time -> judgeBatch());
    }
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
    outcomes.snapshot();
    receivedState.update(List.of(received.getCount()));
  }

  @Override
  public void close() throws Exception {
    if (opened != null) {
      opened.gate().close();
    }
    super.close();
  }

  private void judgeBatch() {
    if (flushTimer != null) {
      flushTimer.cancel(false);
      flushTimer = null;
    }
    if (batch.isEmpty()) {
      return;
    }
    List<Finding> findings = opened.gate().judge(batch.stream().map(Waiting::event).toList());
    if (findings.size() != batch.size()) {
      throw new IllegalStateException(
          "%d findings for %d events".formatted(findings.size(), batch.size()));
    }
    Instant judgedAt = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
    long now = System.nanoTime();
    for (int i = 0; i < findings.size(); i++) {
      publish(batch.get(i), findings.get(i), judgedAt, now);
    }
    batch.clear();
    gateMetrics.batchDone();
    pace.judgedUntil(System.nanoTime());
  }

  private void publish(Waiting waiting, Finding finding, Instant judgedAt, long now) {
    if (finding instanceof Judgement judgement) {
      long gateMicros = (now - waiting.arrivedNanos()) / 1_000;
      gateMetrics.judged(gateMicros);
      var judged = Judged.of(waiting.event(), judgement, judgedAt, gateMicros);
      output.collect(
          waiting.timed()
              ? new StreamRecord<>(judged, waiting.timestamp())
              : new StreamRecord<>(judged));
    } else if (finding instanceof Finding.Unreadable unreadable) {
      bury(
          DeadLetter.of(
              unreadable.objection(),
              waiting.arrival().origin(),
              waiting.arrival().value(),
              judgedAt));
    }
  }

  private void bury(DeadLetter letter) {
    outcomes.count(Outcome.DEAD_LETTERED, letter.reason().wireName());
    output.collect(DEAD_LETTERS, new StreamRecord<>(letter));
  }
}
