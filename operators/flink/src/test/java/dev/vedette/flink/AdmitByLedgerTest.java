package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Reason;
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
import org.junit.jupiter.api.Test;

/** Lines of the ledger that are no calls: some cannot be read, some only say how far it was. */
class AdmitByLedgerTest {
  private final FakeLedger ledger = new FakeLedger(2);
  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @Test
  void aLineThatCannotBeReadClosesItsAccountAndNoOther() throws Exception {
    Question asked = question("e-1", at(1_000_000));
    String account = asked.account().key();
    int partition = ledger.partitionOf(account);
    try (var admit = caughtUp()) {
      var foreign = new JournalPosition(partition, 1);
      deliver(admit, List.of(JournalLine.unreadable("", "no Avro", foreign)));
      ask(admit, question("e-0", at(10)));
      assertThat(grants(admit)).containsExactly("e-0");

      var unreadable = new JournalPosition(partition, 2);
      deliver(admit, List.of(JournalLine.unreadable(account, "no Avro", unreadable)));
      ask(admit, asked);
      assertThat(grants(admit)).containsExactly("e-0");
      assertThat(edgesReasons(admit)).containsExactly(Reason.ERROR);
      assertThat(metrics.count(MetricNames.LEDGER_UNREADABLE)).isEqualTo(2);
      assertThat(metrics.gauge(MetricNames.ADMIT_READY)).isEqualTo(1);
    }
  }

  @Test
  void anAccountIsOpenedAgainWhenTheLineWouldBeForgotten() throws Exception {
    Question asked = question("e-1", at(1_000_000));
    String account = asked.account().key();
    OperatorSubtaskState snapshot;
    try (var admit = caughtUp()) {
      var unreadable = new JournalPosition(ledger.partitionOf(account), 1);
      deliver(admit, List.of(JournalLine.unreadable(account, "no Avro", unreadable)));
      snapshot = admit.snapshot(1, 1);
    }
    try (var admit = harness()) {
      admit.initializeState(snapshot);
      admit.open();
      catchUp(admit);
      ask(admit, asked);
      assertThat(edgesReasons(admit)).containsExactly(Reason.ERROR);
      admit.setProcessingTime(Duration.ofHours(1).toMillis());
      admit.setProcessingTime(Duration.ofHours(2).toMillis());
      assertThat(admit.numKeyedStateEntries()).isZero();
      ask(admit, asked);
      assertThat(grants(admit)).containsExactly("e-1");
    }
  }

  @Test
  void anEpochLineThatIsSaidAgainTellsHowFarAPartitionWasReadWithoutLinesOfOnesOwn()
      throws Exception {
    Question asked = question("e-1", at(10));
    int partition = ledger.partitionOf(asked.account().key());
    try (var admit = caughtUp()) {
      LedgerLine epoch = ledger.from(partition, 0).get(0).line();
      deliver(admit, List.of(new JournalLine(epoch, new JournalPosition(partition, 5_000))));
      ask(admit, asked);
      assertThat(admit.extractOutputValues())
          .extracting(Grant::foldedTo)
          .containsExactly(new JournalPosition(partition, 5_001));
    }
  }

  private static void ask(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit,
      Question question)
      throws Exception {
    admit.processElement1(new StreamRecord<>(question));
  }

  private static void deliver(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit,
      List<JournalLine> lines)
      throws Exception {
    for (JournalLine line : lines) {
      admit.processElement2(new StreamRecord<>(line));
    }
  }

  private void catchUp(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit)
      throws Exception {
    deliver(admit, ledger.from(0, 0));
    deliver(admit, ledger.from(1, 0));
  }

  private static List<String> grants(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit) {
    return admit.extractOutputValues().stream()
        .map(grant -> grant.question().header().eventId())
        .toList();
  }

  private static List<Reason> edgesReasons(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit) {
    return admit.getSideOutput(AdmitQuestions.DECIDED_HERE).stream()
        .map(StreamRecord::getValue)
        .map(Verdict::reason)
        .toList();
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> caughtUp()
      throws Exception {
    var admit = harness();
    admit.open();
    catchUp(admit);
    return admit;
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> harness()
      throws Exception {
    var settings =
        new AdmissionSettings(
            new RateCap(1_000, Duration.ofSeconds(1), 100),
            VerdictPolicy.HOLD,
            Duration.ofHours(1));
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new WithMetrics(new AdmitQuestions(ledger.opener(), settings), metrics),
        question -> question.account().key(),
        JournalLine::accountKey,
        Types.STRING);
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
