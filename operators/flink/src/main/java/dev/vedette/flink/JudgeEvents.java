package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.gate.BatchPace;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.MicroBatch;
import dev.vedette.core.gate.MicroBatch.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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

  private final OpenedGate.Opener opener;
  private final int maxBatch;
  private final Duration maxWait;

  private transient MicroBatch<Stamp> batch;
  private transient OpenedGate opened;
  private transient GateMetrics gateMetrics;
  private transient OutcomeCounts outcomes;
  private transient CheckpointedCount received;
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
    var store = context.getOperatorStateStore();
    outcomes = OutcomeCounts.restored(store, group);
    received = CheckpointedCount.restored(store, "received", group, MetricNames.EVENTS_RECEIVED);
  }

  @Override
  public void open() throws Exception {
    batch = new MicroBatch<>(maxBatch, new BatchPace(maxWait.toNanos()));
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
    batch.add(arrival, event, Stamp.of(element), System.nanoTime());
    if (batch.isDue()) {
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
    received.snapshot();
  }

  @Override
  public void close() throws Exception {
    @Nullable Gate gate = opened == null ? null : opened.gate();
    try (gate) {
      super.close();
    }
  }

  private void judgeBatch() {
    if (flushTimer != null) {
      flushTimer.cancel(false);
      flushTimer = null;
    }
    if (batch.size() == 0) {
      return;
    }
    var timers = getProcessingTimeService();
    InstantSource clock = () -> Instant.ofEpochMilli(timers.getCurrentProcessingTime());
    for (Found<Stamp> found : batch.judge(opened.gate(), clock, System::nanoTime)) {
      Judged judged = found.judged();
      if (judged == null) {
        bury(Objects.requireNonNull(found.deadLetter()));
      } else {
        gateMetrics.judged(judged.gateMicros());
        output.collect(found.ticket().on(judged));
      }
    }
    gateMetrics.batchDone();
    batch.passedOn(System.nanoTime());
  }

  private void bury(DeadLetter letter) {
    outcomes.count(Outcome.DEAD_LETTERED, letter.reason().wireName());
    output.collect(DEAD_LETTERS, new StreamRecord<>(letter));
  }
}
