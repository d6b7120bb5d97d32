package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Kind;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.MicroBatch;
import dev.vedette.core.gate.MicroBatch.Found;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
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
 * Judges events in micro-batches and hands what cannot be judged to {@link #DEAD_LETTERS}. Where
 * sensor events are readings, of which windows are to be built, it hands them on to {@link
 * #READINGS}, at once.
 *
 * <p>A batch takes what the task has at hand and is judged as soon as there is nothing more, so
 * that single events pass at once when the job is idle, and batches grow by themselves while it is
 * busy. Nobody guesses when the next event will come, and the processor never rests while an event
 * waits. That there is nothing more shows in the task's mailbox: a mail that comes back after the
 * task has looked at its input once more, and finds that nothing came.
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

  public static final OutputTag<Arrival> READINGS =
      new OutputTag<>("readings", TypeInformation.of(Arrival.class));

  /** No number of arrivals: the mail has yet to give the task a chance to look at its input. */
  private static final long NOT_LOOKED = -1;

  private final OpenedGate.Opener opener;
  private final transient MailboxExecutor mailbox;
  private final transient MicroBatch<Stamp> batch;
  private final boolean readingsApart;

  private transient OpenedGate opened;
  private transient GateMetrics gateMetrics;
  private transient OutcomeCounts outcomes;
  private transient CheckpointedCount received;
  private transient CheckpointedCount readings;
  private transient long arrivals;
  private transient boolean looking;

  @SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState and open
  JudgeEvents(
      StreamOperatorParameters<Judged> parameters,
      OpenedGate.Opener opener,
      MicroBatch<Stamp> batch,
      boolean readingsApart) {
    super(parameters);
    this.opener = opener;
    this.mailbox = parameters.getMailboxExecutor();
    this.batch = batch;
    this.readingsApart = readingsApart;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
    var store = context.getOperatorStateStore();
    outcomes = OutcomeCounts.restored(store, group);
    received = CheckpointedCount.restored(store, "received", group, MetricNames.EVENTS_RECEIVED);
    readings = CheckpointedCount.restored(store, "readings", group, MetricNames.READINGS_RECEIVED);
  }

  @Override
  public void open() throws Exception {
    opened = opener.open();
    gateMetrics = new GateMetrics(getMetricGroup().addGroup(MetricNames.GROUP), opened);
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) {
    arrivals++;
    Arrival arrival = element.getValue();
    Event event = arrival.event();
    if (readingsApart && event != null && event.header().kind() == Kind.SENSOR) {
      readings.inc(readingsOf(event));
      output.collect(READINGS, Stamp.of(element).on(arrival));
      return;
    }
    received.inc();
    long now = System.nanoTime();
    if (event == null) {
      bury(Objects.requireNonNull(arrival.deadLetter()));
    } else {
      batch.add(arrival, event, Stamp.of(element), now);
    }
    if (batch.isDue(now)) {
      judgeBatch();
    } else if (batch.size() > 0 && !looking) {
      looking = true;
      mailbox.execute(() -> lookForMore(NOT_LOOKED), "look for more events");
    }
  }

  /** Judges the batch if the task has looked at its input since this many and found no more. */
  private void lookForMore(long arrivalsBefore) {
    long arrivalsNow = arrivals;
    if (batch.size() > 0 && arrivalsNow != arrivalsBefore) {
      mailbox.execute(() -> lookForMore(arrivalsNow), "look for more events");
    } else {
      looking = false;
      judgeBatch();
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
    readings.snapshot();
  }

  /** How many readings a sensor's event holds. */
  static int readingsOf(Event event) {
    return Objects.requireNonNull(event.samples(), "a sensor event has samples").rows();
  }

  @Override
  public void close() throws Exception {
    @Nullable Gate gate = opened == null ? null : opened.gate();
    try (gate) {
      super.close();
    }
  }

  private void judgeBatch() {
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
  }

  private void bury(DeadLetter letter) {
    outcomes.count(Outcome.DEAD_LETTERED, letter.reason().wireName(), "");
    output.collect(DEAD_LETTERS, new StreamRecord<>(letter));
  }
}
