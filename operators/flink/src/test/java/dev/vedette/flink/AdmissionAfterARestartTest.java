package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class AdmissionAfterARestartTest {
  private static final AdmissionSettings HOLD = generous(VerdictPolicy.HOLD);

  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);
  private final Question asked = question("e-1", at(10));

  @Test
  void theFoldGoesOnAfterASnapshot() throws Exception {
    int partition = ledger.partitionOf(asked.account().root());
    ledger.writeAnswered(asked, answer(7));

    OperatorSubtaskState snapshot;
    try (var admit = Admitting.started(ledger, HOLD)) {
      admit.read(ledger.from(partition, 0).subList(0, 1));
      admit.ask(asked);
      snapshot = admit.snapshot();
    }
    try (var admit = Admitting.restored(snapshot, 0, ledger, HOLD)) {
      // The source goes on behind what the snapshot has folded.
      admit.read(ledger.from(partition, 1));
      admit.read(ledger.from(1 - partition, 0));
      admit.passUntil(20);
      assertThat(admit.grants()).isEmpty();
      assertThat(admit.verdicts()).extracting(Verdict::answer).containsExactly(answer(7));
    }
  }

  @Test
  void aQuestionRestoredPastItsDeadlineHasAMomentToFindItsPaidAnswer() throws Exception {
    OperatorSubtaskState snapshot;
    try (var admit = Admitting.started(ledger, HOLD)) {
      admit.ask(asked);
      snapshot = admit.snapshot();
    }
    ledger.writeAnswered(asked, answer(7));
    try (var admit = Admitting.restored(snapshot, 3_600_000, ledger, HOLD)) {
      admit.passUntil(3_600_001);
      admit.passUntil(3_604_000);
      assertThat(admit.verdicts()).isEmpty();
      admit.catchUp();
      admit.passUntil(3_604_100);
      assertThat(admit.verdicts()).extracting(Verdict::answer).containsExactly(answer(7));
    }
  }

  @Test
  void onlyWhatWasTooLateAtTheStartIsTooLateForTheJob() throws Exception {
    OperatorSubtaskState snapshot;
    try (var admit = Admitting.caughtUp(ledger, HOLD)) {
      snapshot = admit.snapshot();
    }
    long late = asked.deadline().toEpochMilli() + 1;
    try (var admit = Admitting.restored(snapshot, late, ledger, HOLD)) {
      admit.catchUp();
      admit.ask(asked);
      Question since = question("e-2", at(late + 10));
      admit.passUntil(since.deadline().toEpochMilli() + 1);
      admit.ask(since);
      assertThat(admit.verdicts())
          .extracting(Verdict::reason)
          .containsExactly(Reason.RESTORED, Reason.TIMEOUT);
    }
  }

  @Test
  void theFirstWordIsTheSameOneWhateverTheReplayDecides() throws Exception {
    var immediate = generous(VerdictPolicy.IMMEDIATE);
    OperatorSubtaskState snapshot;
    Verdict first;
    try (var admit = Admitting.caughtUp(ledger, immediate)) {
      snapshot = admit.snapshot();
      admit.ask(asked);
      first = admit.verdicts().get(0);
      assertThat(admit.granted()).containsExactly("e-1");
    }
    try (var admit = Admitting.restored(snapshot, 60_000, ledger, immediate)) {
      admit.catchUp();
      admit.ask(asked);
      assertThat(admit.verdicts().get(0).verdictId()).isEqualTo(first.verdictId());
      assertThat(admit.verdicts().get(0).last()).isEqualTo(first.last());
      assertThat(admit.verdicts().get(0).reason()).isEqualTo(first.reason());
      assertThat(admit.verdicts().get(1).verdictId()).isEqualTo("e-1#1");
      assertThat(admit.verdicts().get(1).reason()).isEqualTo(Reason.RESTORED);
    }
  }
}
