package dev.vedette.flink;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.window.ReadingOutcome;
import dev.vedette.core.window.ReadingSeries;
import dev.vedette.core.window.WindowBuilder;
import dev.vedette.core.window.WindowPolicy;
import dev.vedette.core.window.WindowSpec;
import dev.vedette.flink.RunClock.Moment;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Builds the windows of one device at a time from its readings; each leaves as the event of its
 * last reading. Readings that cannot be in a window go to {@link JudgeEvents#DEAD_LETTERS}.
 *
 * <p>All that is known of a device is one value, so that a reading costs one read and one write. A
 * device that has a value has one timer, which is set anew only when it rings: a timer for each
 * reading would cost a write more.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState and open
public final class BuildWindows extends KeyedProcessFunction<String, Arrival, Arrival>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  private final SpecOpener opener;
  private final WindowSettings settings;

  private transient ValueState<ReadingSeries> series;
  private transient Map<WindowPolicy, WindowBuilder> builders;
  private transient WindowSpec spec;
  private transient RunClock clock;
  private transient WindowCounts counts;

  /** Ships with the job graph; asks the gate on the task manager what it wants to see. */
  @FunctionalInterface
  public interface SpecOpener extends Serializable {
    WindowSpec open() throws IOException;
  }

  public BuildWindows(SpecOpener opener, WindowSettings settings) {
    this.opener = opener;
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts =
        WindowCounts.restored(
            context.getOperatorStateStore(),
            getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP));
  }

  @Override
  public void open(OpenContext context) throws IOException {
    spec = opener.open();
    builders = new HashMap<>();
    clock = new RunClock();
    series =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("series", InOnePieceType.ofRecord(ReadingSeries.class)));
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Arrival> out)
      throws Exception {
    Event event = Objects.requireNonNull(arrival.event(), "dead letters are no readings");
    Moment moment = clock.read(context.timerService());
    WindowBuilder builder = builder(event.header().deviceClass());
    Optional<Objection> objection = builder.objectionTo(event);
    if (objection.isPresent()) {
      counts.reading(ReadingOutcome.DEAD_LETTERED, event.readings());
      context.output(
          JudgeEvents.DEAD_LETTERS,
          DeadLetter.of(objection.get(), arrival.origin(), arrival.value(), moment.now()));
      return;
    }
    ReadingSeries known = series.value();
    ReadingSeries now =
        builder.take(
            known, event, moment.startedAt(), moment.now(), new WindowOutlet(arrival, counts, out));
    if (now != known) {
      series.update(now);
    }
    if (known == null) {
      ringAt(builder.forgottenAt(now, moment.startedAt()), context.timerService());
    }
  }

  /** Forgets a device that has fallen silent, or looks again when it would have. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Arrival> out)
      throws Exception {
    ReadingSeries known = Objects.requireNonNull(series.value(), "a timer without a series");
    Moment moment = clock.read(context.timerService());
    Instant due = builder(known.deviceClass()).forgottenAt(known, moment.startedAt());
    if (due.isAfter(moment.now())) {
      ringAt(due, context.timerService());
    } else {
      series.clear();
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot();
  }

  private WindowBuilder builder(String deviceClass) {
    return builders.computeIfAbsent(
        settings.of(deviceClass), policy -> new WindowBuilder(spec, policy));
  }

  /** Not before, even by a part of a millisecond: it would ring again and again until then. */
  private static void ringAt(Instant due, TimerService timers) {
    timers.registerProcessingTimeTimer(due.plus(Duration.ofNanos(999_999)).toEpochMilli());
  }
}
