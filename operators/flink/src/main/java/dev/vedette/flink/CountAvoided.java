package dev.vedette.flink;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.AvoidedSum;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.MeanPrice;
import dev.vedette.core.verdict.Reason;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the devices of a tenant's class were not asked about, by the minute, the gate and the
 * cause, and tells the ledger what that would have cost: at the mean price of what was asked about
 * them last. What came before the first answer is priced when it comes. A minute is told again when
 * it has grown, or has a price now.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState and open
public final class CountAvoided extends KeyedProcessFunction<String, EndedSum, LedgerLine>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** So that a minute is told a few times, and not with every sum. */
  private static final Duration TOLD_AFTER = Duration.ofSeconds(10);

  /** Then calls were made, perhaps, and are on the bill: nothing was avoided. */
  private static final Set<String> MAY_HAVE_BEEN_ASKED =
      Stream.of(Reason.REFUSED, Reason.TIMEOUT, Reason.ERROR)
          .map(Reason::wireName)
          .collect(Collectors.toUnmodifiableSet());

  private final Duration memory;

  private transient ValueState<MeanPrice> price;
  private transient Remembered<AvoidedSum> minutes;
  private transient MapState<String, AvoidedSum> untold;
  private transient KeyTimer timer;
  private transient RunClock clock;
  private transient AvoidedCounts counts;

  /**
   * @param memory how long a minute may still grow: as long as a question may wait to be asked
   */
  public CountAvoided(Duration memory) {
    this.memory = memory;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts =
        AvoidedCounts.restored(
            context.getOperatorStateStore(),
            getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP));
  }

  @Override
  public void open(OpenContext context) throws Exception {
    var runtime = getRuntimeContext();
    price =
        runtime.getState(new ValueStateDescriptor<>("price", TypeInformation.of(MeanPrice.class)));
    minutes = new Remembered<>(runtime, "minutes", AvoidedSum.class, memory);
    untold =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "untold", InOnePieceType.text(), InOnePieceType.ofRecord(AvoidedSum.class)));
    timer = new KeyTimer(runtime);
    clock = new RunClock();
  }

  @Override
  public void processElement(EndedSum sum, Context context, Collector<LedgerLine> out)
      throws Exception {
    Ended ended = sum.ended();
    @Nullable MeanPrice before = price.value();
    MeanPrice known = before == null ? MeanPrice.UNKNOWN : before;
    if (ended.outcome() == Outcome.CLOUD) {
      MeanPrice now = known.with(sum.events(), sum.costMicros());
      price.update(now);
      if (!known.isKnown() && now.isKnown()) {
        priceAll(now, context);
      }
      return;
    }
    if (ended.detail().equals(Ended.AUDITED)) {
      return; // it was asked after all
    }
    if (ended.outcome() == Outcome.EDGE && MAY_HAVE_BEEN_ASKED.contains(ended.detail())) {
      return;
    }
    long micros = known.of(sum.events());
    String cause = cause(ended);
    counts.count(ended.deviceClass(), cause, sum.events(), micros);
    String minute = "%d/%s/%s".formatted(ended.beganAt().getEpochSecond(), cause, ended.gate());
    @Nullable AvoidedSum earlier = minutes.get(minute);
    remember(
        minute,
        earlier == null
            ? new AvoidedSum(
                new AvoidedCost(
                    ended.tenant(),
                    ended.deviceClass(),
                    ended.gate(),
                    cause,
                    ended.beganAt(),
                    sum.events()),
                micros)
            : earlier.with(sum.events(), micros),
        context);
  }

  /** What was counted as long as nobody knew a price. */
  private void priceAll(MeanPrice now, Context context) throws Exception {
    for (Map.Entry<String, AvoidedSum> unpriced : minutes.all().entrySet()) {
      AvoidedCost cost = unpriced.getValue().cost();
      long micros = now.of(cost.events());
      counts.count(cost.deviceClass(), cost.cause(), 0, micros);
      remember(unpriced.getKey(), new AvoidedSum(cost, micros), context);
    }
  }

  private void remember(String minute, AvoidedSum avoided, Context context) throws Exception {
    Moment moment = clock.read(context.timerService());
    timer.noLaterThan(minutes.put(minute, avoided, moment), context.timerService());
    untold.put(minute, avoided);
    timer.noLaterThan(moment.now().plus(TOLD_AFTER), context.timerService());
  }

  private static String cause(Ended ended) {
    if (ended.detail().equals(Ended.UNAUDITED)) {
      return Ended.UNAUDITED;
    }
    if (ended.outcome() != Outcome.EDGE) {
      return ended.outcome().wireName();
    }
    return ended.positive() ? ended.detail() : AvoidedCost.ORDERED;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LedgerLine> out)
      throws Exception {
    timer.rang();
    Moment moment = clock.read(context.timerService());
    for (AvoidedSum avoided : untold.values()) {
      out.collect(LedgerLine.avoided(avoided.cost(), avoided.micros(), moment.now()));
    }
    untold.clear();
    timer.noLaterThan(minutes.forget(moment), context.timerService());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot();
  }
}
