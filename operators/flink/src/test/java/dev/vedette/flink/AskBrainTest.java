package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskBrainTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final AskSettings SETTINGS = new AskSettings(2, LONG, Duration.ofSeconds(5));

  private final FakeLedger ledger = new FakeLedger(1);
  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @BeforeEach
  void forgetOtherTests() {
    SlowBrain.PENDING.clear();
    SlowBrain.REQUEST_IDS.clear();
    SlowBrain.CLOSED.clear();
    SlowBrain.ON_CLOSE.clear();
    HeldTime.start();
  }

  @Test
  void theAnswerGoesDownstream() throws Exception {
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", LONG), 5);
      SlowBrain.PENDING.remove().complete(answer(7));
      ask.endInput();
      assertThat(ask.extractOutputValues()).extracting(Verdict::answer).containsExactly(answer(7));
      assertThat(entries())
          .containsExactly(
              LedgerLine.Entry.EPOCH, LedgerLine.Entry.DISPATCHED, LedgerLine.Entry.SETTLED);
    }
  }

  @Test
  void aCallIsCountedWithWhatItCost() throws Exception {
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", LONG), 5);
      assertThat(metrics.gauge(MetricNames.IN_FLIGHT)).isEqualTo(1);
      SlowBrain.PENDING.remove().complete(answer(7));
      ask.endInput();
      assertThat(metrics.gauge(MetricNames.IN_FLIGHT)).isEqualTo(0);
      assertThat(metrics.count(MetricNames.COST_USD, MetricNames.TENANT, "acme")).isEqualTo(7);
      assertThat(metrics.count(MetricNames.CLOUD_CALLS, MetricNames.RESULT, "answered")).isOne();
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "input")).isEqualTo(100);
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "cached-input"))
          .isEqualTo(20);
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "output")).isEqualTo(10);
      assertThat(metrics.count(MetricNames.EGRESS_BYTES)).isEqualTo(2_048);
    }
  }

  @Test
  void aCallThatFailsIsAnsweredByTheEdge() throws Exception {
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", LONG), 5);
      SlowBrain.PENDING
          .remove()
          .completeExceptionally(
              new BrainException(
                  Reason.OFFLINE, BrainException.Billing.NOT_BILLED, 0, "no road", null));
      ask.endInput();
      assertThat(ask.extractOutputValues())
          .extracting(Verdict::reason)
          .containsExactly(Reason.OFFLINE);
      assertThat(metrics.count(MetricNames.CLOUD_CALLS, MetricNames.RESULT, "offline")).isOne();
    }
  }

  @Test
  void moreThanThePermitsLeavesAtOnce() throws Exception {
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", LONG), 5);
      ask.processElement(fresh("e-2", LONG), 5);
      ask.processElement(fresh("e-3", LONG), 5);
      assertThat(SlowBrain.PENDING).hasSize(2);
      SlowBrain.PENDING.forEach(pending -> pending.complete(answer(7)));
      ask.endInput();
      assertThat(ask.extractOutputValues())
          .filteredOn(verdict -> verdict.by() == Giver.EDGE)
          .extracting(Verdict::reason)
          .containsExactly(Reason.SATURATED);
    }
  }

  @Test
  void silenceIsAnsweredAtTheDeadline() throws Exception {
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", LONG), 5);
      HeldTime.pass(LONG.minusMillis(1));
      assertThat(ask.extractOutputValues()).isEmpty();
      HeldTime.pass(Duration.ofMillis(1));
      ask.endInput();
      assertThat(ask.extractOutputValues())
          .extracting(Verdict::reason)
          .containsExactly(Reason.TIMEOUT);
    }
  }

  @Test
  void flinksOwnTimeoutIsTheNetBelow() throws Exception {
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", Duration.ofDays(1)), 5);
      ask.setProcessingTime(SETTINGS.timeout().toMillis() - 1);
      assertThat(ask.extractOutputValues()).isEmpty();
      ask.setProcessingTime(SETTINGS.timeout().toMillis());
      ask.endInput();
      assertThat(ask.extractOutputValues())
          .extracting(Verdict::reason)
          .containsExactly(Reason.TIMEOUT);
      assertThat(ask.extractOutputValues()).extracting(Verdict::revision).containsExactly(1);
    }
  }

  @Test
  void aCallInFlightIsMadeAgainAsItsSecondAttemptAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", LONG), 5);
      snapshot = ask.snapshot(1, 1);
    }
    SlowBrain.PENDING.clear();
    try (var ask = harness()) {
      ask.initializeState(snapshot);
      ask.open();
      SlowBrain.PENDING.remove().complete(answer(7));
      ask.endInput();
      assertThat(ask.extractOutputValues()).extracting(Verdict::answer).containsExactly(answer(7));
      String inferenceId = question("e-1", Instant.EPOCH).inferenceId();
      assertThat(SlowBrain.REQUEST_IDS).containsExactly(inferenceId + "-1", inferenceId + "-2");
      assertThat(ledger.all().get(3).call().repeat()).isTrue();
    }
  }

  @Test
  void aCallThatWasSettledAfterTheSnapshotIsNotMadeAgain() throws Exception {
    OperatorSubtaskState snapshot;
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", LONG), 5);
      snapshot = ask.snapshot(1, 1);
      SlowBrain.PENDING.remove().complete(answer(7));
    }
    try (var ask = harness()) {
      ask.initializeState(snapshot);
      ask.open();
      ask.endInput();
      assertThat(ask.extractOutputValues()).extracting(Verdict::answer).containsExactly(answer(7));
      assertThat(SlowBrain.REQUEST_IDS).hasSize(1);
      assertThat(metrics.count(MetricNames.ANSWERS_REUSED, MetricNames.STAGE, "ask")).isOne();
    }
  }

  @Test
  void anAnswerLetsGoOfItsDeadline() throws Exception {
    try (var ask = opened()) {
      ask.processElement(fresh("e-1", LONG), 5);
      assertThat(HeldTime.ALARMS).hasSize(1);
      SlowBrain.PENDING.remove().complete(answer(7));
      assertThat(HeldTime.ALARMS).isEmpty();
      ask.endInput();
    }
  }

  @Test
  void aBrainThatCannotBeClosedDoesNotKeepTheRestOpen() throws Exception {
    var ask = opened();
    SlowBrain.ON_CLOSE.add(new IllegalStateException("brain"));
    assertThatThrownBy(ask::close).hasStackTraceContaining("brain");
    assertThat(HeldTime.CLOSED.get()).isOne();
    assertThat(ledger.closedConnections()).containsExactly("ask-0");
  }

  @Test
  void aClockThatCannotBeClosedDoesNotKeepTheRestOpen() throws Exception {
    var ask = opened();
    HeldTime.ON_CLOSE.add(new IllegalStateException("clock"));
    SlowBrain.ON_CLOSE.add(new IllegalStateException("brain"));
    assertThatThrownBy(ask::close)
        .hasMessage("clock")
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("brain"));
    assertThat(SlowBrain.CLOSED).hasSize(1);
    assertThat(ledger.closedConnections()).containsExactly("ask-0");
  }

  @Test
  void brainAndJournalAreClosedWithTheOperator() throws Exception {
    opened().close();
    assertThat(SlowBrain.CLOSED).hasSize(1);
    assertThat(HeldTime.CLOSED.get()).isOne();
    assertThat(ledger.closedConnections()).containsExactly("ask-0");
  }

  @Test
  void permitsAreDividedAmongTheSubtasksAndNeverNone() {
    var settings = new AskSettings(8, LONG, Duration.ZERO);
    assertThat(settings.permitsOf(2)).isEqualTo(4);
    assertThat(settings.permitsOf(16)).isEqualTo(1);
    assertThat(settings.capacity(2)).isGreaterThan(settings.permitsOf(2) * 4);
  }

  private List<LedgerLine.Entry> entries() {
    return ledger.all().stream().map(LedgerLine::entry).toList();
  }

  /** One whose giver has read the first epoch line of the ledger, at offset 0. */
  private static Grant fresh(String eventId, Duration patience) {
    Question asked = question(eventId, HeldTime.now.plus(patience));
    return new Grant(asked, 1, false, new JournalPosition(0, 1), 1, HeldTime.now);
  }

  private OneInputStreamOperatorTestHarness<Grant, Verdict> opened() throws Exception {
    var ask = harness();
    ask.open();
    return ask;
  }

  private OneInputStreamOperatorTestHarness<Grant, Verdict> harness() throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(
            new AskBrain(SlowBrain::new, ledger.opener(), SETTINGS, HeldTime::new),
            SETTINGS.timeout().toMillis(),
            SETTINGS.capacity(1),
            AsyncDataStream.OutputMode.UNORDERED),
        TypeInformation.of(Grant.class)
            .createSerializer(new ExecutionConfig().getSerializerConfig()),
        metrics.environment());
  }

  /** Answers when the test says so. */
  private static final class SlowBrain implements Brain {
    static final Queue<CompletableFuture<Answer>> PENDING = new ConcurrentLinkedQueue<>();
    static final Queue<String> REQUEST_IDS = new ConcurrentLinkedQueue<>();
    static final Queue<SlowBrain> CLOSED = new ConcurrentLinkedQueue<>();
    static final Queue<RuntimeException> ON_CLOSE = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<Answer> ask(Question question, String requestId, Duration timeLeft) {
      var answer = new CompletableFuture<Answer>();
      PENDING.add(answer);
      REQUEST_IDS.add(requestId);
      return answer;
    }

    @Override
    public long worstCaseMicros(Question question) {
      return 9;
    }

    @Override
    public String provider() {
      return "simulated";
    }

    @Override
    public String model() {
      return "model-1";
    }

    @Override
    public String priceVersion() {
      return "p-1";
    }

    @Override
    public void close() {
      CLOSED.add(this);
      if (!ON_CLOSE.isEmpty()) {
        throw ON_CLOSE.remove();
      }
    }
  }

  /** Time that passes when the test says so, on the test's thread. */
  private static final class HeldTime implements DeadlineClock {
    record Due(Instant at, Runnable action) {}

    static final Queue<Due> ALARMS = new ConcurrentLinkedQueue<>();
    static final Queue<RuntimeException> ON_CLOSE = new ConcurrentLinkedQueue<>();
    static final AtomicInteger CLOSED = new AtomicInteger();
    static volatile Instant now = START;

    static void start() {
      ALARMS.clear();
      ON_CLOSE.clear();
      CLOSED.set(0);
      now = START;
    }

    static void pass(Duration duration) {
      now = now.plus(duration);
      for (Due alarm : List.copyOf(ALARMS)) {
        if (!alarm.at().isAfter(now)) {
          ALARMS.remove(alarm);
          alarm.action().run();
        }
      }
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public Pending in(Duration delay, Runnable action) {
      var due = new Due(now.plus(delay), action);
      ALARMS.add(due);
      return () -> ALARMS.remove(due);
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
      if (!ON_CLOSE.isEmpty()) {
        throw ON_CLOSE.remove();
      }
    }
  }
}
