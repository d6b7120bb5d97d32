package dev.vedette.flink;

import static dev.vedette.flink.Examples.ample;
import static dev.vedette.flink.Examples.question;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.HedgePolicy;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.RetryPolicy;
import dev.vedette.core.brain.Word;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Runs of {@link AskBrain}, with a ledger, a brain and a clock that outlive them. */
final class Asking {
  /** Longer than any test lets pass unless it is about deadlines. */
  static final Duration LONG = Duration.ofMinutes(10);

  static final AskSettings SETTINGS =
      new AskSettings(2, LONG, Duration.ofSeconds(5), RetryPolicy.once(), HedgePolicy.never());

  private final AskSettings settings;
  final FakeLedger ledger = new FakeLedger(1);
  final SlowBrain brain = new SlowBrain();
  final OpenRoad road = new OpenRoad(brain);
  final OrdersHere orders = new OrdersHere();
  final HeldTime time = new HeldTime();
  final RegisteredMetrics metrics = new RegisteredMetrics();

  Asking() {
    this(SETTINGS);
  }

  Asking(AskSettings settings) {
    this.settings = settings;
  }

  OneInputStreamOperatorTestHarness<Grant, Word> opened() throws Exception {
    var ask = harness();
    ask.open();
    return ask;
  }

  OneInputStreamOperatorTestHarness<Grant, Word> restored(OperatorSubtaskState snapshot)
      throws Exception {
    var ask = harness();
    ask.initializeState(snapshot);
    ask.open();
    return ask;
  }

  /** One of several subtasks, after one alone. */
  OneInputStreamOperatorTestHarness<Grant, Word> restored(
      OperatorSubtaskState snapshot, int parallelism, int subtask) throws Exception {
    var ask = harness(metrics.environment(parallelism, subtask));
    ask.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            snapshot, 128, 1, parallelism, subtask));
    ask.open();
    return ask;
  }

  /** The verdicts that came out so far. */
  static List<Verdict> said(OneInputStreamOperatorTestHarness<Grant, Word> ask) {
    return ask.extractOutputValues().stream().map(Word::verdict).toList();
  }

  /** One whose giver has read the first epoch line of the ledger, at offset 0. */
  Grant fresh(String eventId, Duration patience) {
    Question asked = question(eventId, time.instant().plus(patience));
    return new Grant(asked, 1, false, new JournalPosition(0, 1), 1, ample(time.instant()));
  }

  private OneInputStreamOperatorTestHarness<Grant, Word> harness() throws Exception {
    return harness(metrics.environment());
  }

  private OneInputStreamOperatorTestHarness<Grant, Word> harness(MockEnvironment environment)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(
            new AskBrain(road.opener(), orders.opener(), ledger.opener(), settings, () -> time),
            settings.timeout().toMillis(),
            settings.capacity(1),
            AsyncDataStream.OutputMode.UNORDERED),
        TypeInformation.of(Grant.class)
            .createSerializer(new ExecutionConfig().getSerializerConfig()),
        environment);
  }
}
