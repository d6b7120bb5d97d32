package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionBeforeTheLedgerIsReadTest {
  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);

  @Test
  void grantsNothingUntilItsEpochLinesCameBackThroughEveryPartition() throws Exception {
    try (var admit = started(VerdictPolicy.HOLD)) {
      admit.ask(question("e-1", at(10)));
      admit.read(ledger.from(0, 0));
      admit.passUntil(1_000);
      assertThat(admit.grants()).isEmpty();
      assertThat(admit.verdicts()).isEmpty();
      assertThat(admit.timers()).isOne();

      admit.read(ledger.from(1, 0));
      admit.passUntil(1_020);
      assertThat(admit.granted()).containsExactly("e-1");
    }
  }

  @Test
  void theEpochLinesOfAnotherRunDoNotCount() throws Exception {
    started(VerdictPolicy.HOLD).close();
    try (var admit = started(VerdictPolicy.HOLD)) {
      admit.read(ledger.from(0, 0).subList(0, 1));
      admit.read(ledger.from(1, 0).subList(0, 1));
      admit.ask(question("e-1", at(10)));
      assertThat(admit.grants()).isEmpty();

      admit.catchUp();
      admit.ask(question("e-2", at(10)));
      assertThat(admit.granted()).containsExactly("e-2");
    }
  }

  @Test
  void whatWaitedIsDecidedOnce() throws Exception {
    try (var admit = started(VerdictPolicy.HOLD)) {
      admit.ask(question("e-1", at(10)));
      admit.ask(question("e-2", at(10)));
      admit.catchUp();
      admit.passUntil(20);
      admit.passUntil(5_000);
      assertThat(admit.granted()).containsExactlyInAnyOrder("e-1", "e-2");
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.passUntil(Duration.ofHours(2).toMillis());
      admit.passUntil(Duration.ofHours(4).toMillis());
      assertThat(admit.granted()).hasSize(2);
      assertThat(admit.timers()).isZero();
      assertThat(admit.stateEntries()).isZero();
    }
  }

  @Test
  void whatWaitedPastItsDeadlineIsAnsweredAsRestored() throws Exception {
    try (var admit = started(VerdictPolicy.IMMEDIATE)) {
      admit.ask(question("e-1", at(10)));
      admit.passUntil(10_000);
      admit.catchUp();
      admit.passUntil(10_020);
      assertThat(admit.grants()).isEmpty();
      assertThat(admit.verdicts())
          .extracting(Verdict::reason)
          .containsExactly(Reason.IMMEDIATE, Reason.RESTORED);
      assertThat(admit.verdicts()).extracting(Verdict::last).containsExactly(false, true);
    }
  }

  @Test
  void theEdgesWordIsSaidBeforeTheLedgerIsRead() throws Exception {
    try (var admit = started(VerdictPolicy.IMMEDIATE)) {
      Question asked = question("e-1", at(10));
      admit.ask(asked);
      assertThat(admit.verdicts()).containsExactly(Verdict.provisional(asked, START));

      admit.catchUp();
      admit.passUntil(20);
      assertThat(admit.granted()).containsExactly("e-1");
      assertThat(admit.verdicts()).hasSize(1);
    }
  }

  @Test
  void deadlinesHoldThoughTheLedgerIsNotRead() throws Exception {
    for (VerdictPolicy policy : VerdictPolicy.values()) {
      try (var admit = started(policy)) {
        admit.ask(question("e-1", at(10)));
        admit.ask(question("e-2", at(60)));
        admit.passUntil(9_999);
        int before = policy == VerdictPolicy.IMMEDIATE ? 2 : 0;
        assertThat(admit.verdicts()).hasSize(before);
        admit.passUntil(10_020);
        Verdict denied = admit.verdicts().get(before);
        assertThat(denied.verdictId()).isEqualTo("e-1#" + policy.finalRevision());
        assertThat(denied.reason()).isEqualTo(Reason.RESTORED);
        assertThat(denied.last()).isTrue();

        admit.catchUp();
        admit.passUntil(10_040);
        assertThat(admit.granted()).containsExactly("e-2");
        assertThat(admit.verdicts()).hasSize(before + 1);
      }
    }
  }

  private Admitting started(VerdictPolicy policy) throws Exception {
    return Admitting.started(ledger, generous(policy));
  }
}
