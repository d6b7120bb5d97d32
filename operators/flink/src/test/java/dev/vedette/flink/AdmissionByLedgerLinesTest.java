package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Lines of the ledger that are no calls: some cannot be read, some only say how far it was. */
class AdmissionByLedgerLinesTest {
  private static final AdmissionSettings SETTINGS = Admitting.generous(VerdictPolicy.HOLD);

  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);
  private final Question asked = question("e-1", at(1_000_000));
  private final String account = asked.account().root();
  private final int partition = ledger.partitionOf(account);

  @Test
  void aLineThatCannotBeReadClosesItsAccountAndNoOther() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, SETTINGS)) {
      admit.read(List.of(unreadable("", 1)));
      admit.ask(question("e-0", at(10)));
      assertThat(admit.granted()).containsExactly("e-0");

      admit.read(List.of(unreadable(account, 2)));
      admit.ask(asked);
      assertThat(admit.granted()).containsExactly("e-0");
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.ERROR);
      assertThat(admit.metrics.count(MetricNames.LEDGER_UNREADABLE)).isEqualTo(2);
      assertThat(admit.metrics.gauge(MetricNames.ADMIT_READY)).isEqualTo(1);
    }
  }

  @Test
  void anAccountIsOpenedAgainWhenTheLineWouldBeForgotten() throws Exception {
    OperatorSubtaskState snapshot;
    try (var admit = Admitting.caughtUp(ledger, SETTINGS)) {
      admit.read(List.of(unreadable(account, 1)));
      snapshot = admit.snapshot();
    }
    try (var admit = Admitting.restored(snapshot, 0, ledger, SETTINGS)) {
      admit.catchUp();
      admit.ask(asked);
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.ERROR);
      admit.passUntil(Duration.ofHours(1).toMillis());
      admit.passUntil(Duration.ofHours(2).toMillis());
      assertThat(admit.stateEntries()).isZero();
      admit.ask(asked);
      assertThat(admit.granted()).containsExactly("e-1");
    }
  }

  @Test
  void anEpochLineThatIsSaidAgainTellsHowFarAPartitionWasReadWithoutLinesOfOnesOwn()
      throws Exception {
    try (var admit = Admitting.caughtUp(ledger, SETTINGS)) {
      LedgerLine epoch = ledger.from(partition, 0).get(0).line();
      admit.read(List.of(new JournalLine(epoch, new JournalPosition(partition, 5_000))));
      admit.ask(asked);
      assertThat(admit.grants())
          .extracting(Grant::foldedTo)
          .containsExactly(new JournalPosition(partition, 5_001));
    }
  }

  private JournalLine unreadable(String key, long offset) {
    return JournalLine.unreadable(key, "no Avro", new JournalPosition(partition, offset));
  }
}
