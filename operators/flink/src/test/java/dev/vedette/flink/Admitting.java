package dev.vedette.flink;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Word;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** One run of {@link AdmitQuestions} over a ledger that outlives it. */
final class Admitting implements AutoCloseable {
  static final int PARTITIONS = 2;

  /** Calls for one question that may be billed before it is given up. */
  static final int MOST_BILLED = 3;

  final RegisteredMetrics metrics = new RegisteredMetrics();
  final OpenRoad road = new OpenRoad(new SlowBrain());
  final OrdersHere orders = new OrdersHere();
  private final FakeLedger ledger;
  private final int[] next = new int[PARTITIONS];
  private final KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant>
      harness;

  private Admitting(FakeLedger ledger, AdmissionSettings settings, int subtask, int parallelism)
      throws Exception {
    this.ledger = ledger;
    this.harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new WithMetrics(
                new AdmitQuestions(road.opener(), orders.opener(), ledger.opener(), settings),
                metrics),
            question -> question.account().root(),
            JournalLine::accountKey,
            Types.STRING,
            128,
            parallelism,
            subtask);
  }

  static AdmissionSettings generous(VerdictPolicy policy) {
    return settings(policy, new RateCap(1_000, Duration.ofSeconds(1), 100));
  }

  static AdmissionSettings settings(VerdictPolicy policy, RateCap cap) {
    return new AdmissionSettings(
        cap, LabelRules.always(policy), 3, MOST_BILLED, Duration.ofHours(1));
  }

  /** One that has yet to read the ledger. */
  static Admitting started(FakeLedger ledger, AdmissionSettings settings) throws Exception {
    return startedAs(0, 1, ledger, settings);
  }

  static Admitting startedAs(
      int subtask, int parallelism, FakeLedger ledger, AdmissionSettings settings)
      throws Exception {
    var admit = new Admitting(ledger, settings, subtask, parallelism);
    admit.harness.open();
    return admit;
  }

  static Admitting caughtUp(FakeLedger ledger, AdmissionSettings settings) throws Exception {
    var admit = started(ledger, settings);
    admit.catchUp();
    return admit;
  }

  /** One without state that begins at a time, and has read the ledger. */
  static Admitting begunAt(long millis, FakeLedger ledger, AdmissionSettings settings)
      throws Exception {
    var admit = new Admitting(ledger, settings, 0, 1);
    admit.harness.setup();
    admit.harness.setProcessingTime(millis);
    admit.harness.open();
    admit.catchUp();
    return admit;
  }

  /** One that goes on at a time from what an earlier one has left, and has yet to read on. */
  static Admitting restored(
      OperatorSubtaskState snapshot, long atMillis, FakeLedger ledger, AdmissionSettings settings)
      throws Exception {
    var admit = new Admitting(ledger, settings, 0, 1);
    admit.harness.setup();
    admit.harness.setProcessingTime(atMillis);
    admit.harness.initializeState(snapshot);
    admit.harness.open();
    return admit;
  }

  void ask(Question question) throws Exception {
    harness.processElement1(new StreamRecord<>(question));
  }

  void read(List<JournalLine> lines) throws Exception {
    for (JournalLine line : lines) {
      harness.processElement2(new StreamRecord<>(line));
      next[line.position().partition()] = (int) line.position().offset() + 1;
    }
  }

  /** Reads all that was written since. */
  void catchUp() throws Exception {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      read(ledger.from(partition, next[partition]));
    }
  }

  void passUntil(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<Grant> grants() {
    return harness.extractOutputValues();
  }

  /** The events that were granted. */
  List<String> granted() {
    return grants().stream().map(grant -> grant.question().header().eventId()).toList();
  }

  /** What was said without asking, aloud. */
  List<Verdict> verdicts() {
    return words().stream().map(Word::verdict).toList();
  }

  /** What was said without asking, if only to the backlog. */
  List<Word> words() {
    var output = harness.getSideOutput(AdmitQuestions.DECIDED_HERE);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  /** Registers where the test can see it; this kind of harness takes no environment. */
  private static final class WithMetrics
      extends KeyedCoProcessOperator<String, Question, JournalLine, Grant> {
    private static final long serialVersionUID = 1;
    private final transient InternalOperatorMetricGroup registered;

    WithMetrics(AdmitQuestions admit, RegisteredMetrics metrics) {
      super(admit);
      this.registered = metrics.operator();
    }

    @Override
    public InternalOperatorMetricGroup getMetricGroup() {
      return registered;
    }
  }
}
