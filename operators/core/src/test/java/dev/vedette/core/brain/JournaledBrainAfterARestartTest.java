package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.question;
import static dev.vedette.core.brain.JournaledRun.EPOCH;
import static dev.vedette.core.brain.JournaledRun.PATIENCE;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.grant;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Grants that were given before the restart, and what the ledger says of them. */
class JournaledBrainAfterARestartTest {
  private final JournaledRun run = new JournaledRun();

  @Test
  void aFreshGrantDoesNotReadTheJournal() {
    run.ask(grant("e-1", EPOCH));
    assertThat(run.journal.reads).isEmpty();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
  }

  @Test
  void aRestoredGrantReadsFromWhereItsGiverHadReadToThisRunsEpoch() {
    var verdict = run.ask(grant("e-1", 40));
    FakeJournal.Read read = run.journal.reads.remove();
    assertThat(read.from()).isEqualTo(40);
    assertThat(read.until()).isEqualTo(EPOCH);
    assertThat(run.journal.lines).isEmpty();
    assertThat(verdict).isNotDone();
  }

  @Test
  void anAnswerThatAnEarlierRunPaidForIsUsedAgain() {
    var verdict = run.ask(grant("e-1", 40));
    run.readBack(run.dispatched("e-1"), run.settled("e-1", 77));

    assertThat(verdict)
        .isCompletedWithValueMatching(v -> answer(77).equals(v.answer()) && v.revision() == 1);
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.observer.heard).containsExactly("reused");
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void anAnswerThatIsKnownIsUsedEvenPastTheDeadline() {
    run.ask(grant("e-1", 40));
    run.readBack(run.dispatched("e-2"), run.settled("e-2", 77));
    Grant late = grant("e-2", 40);
    run.time.pass(PATIENCE);
    assertThat(run.ask(late)).isCompletedWithValueMatching(v -> answer(77).equals(v.answer()));
  }

  @Test
  void aPaidAnswerIsUsedPastTheDeadlineThoughReadingTakesAMoment() {
    Grant late = grant("e-1", 40);
    run.time.pass(Duration.ofSeconds(60));
    var verdict = run.ask(late);
    run.time.pass(Duration.ofMillis(5));
    run.readBack(run.settled("e-1", 77));
    assertThat(verdict).isCompletedWithValueMatching(v -> answer(77).equals(v.answer()));
  }

  @Test
  void aRestoredGrantPastItsDeadlineWithoutAnAnswerIsNotAsked() {
    Grant late = grant("e-1", 40);
    run.time.pass(PATIENCE);
    var verdict = run.ask(late);
    run.readBack(run.dispatched("e-1"));
    assertEdge(verdict, Reason.RESTORED);
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aDispatchWithoutAnAnswerIsFollowedByASecondAttempt() {
    run.ask(grant("e-1", 40));
    run.readBack(run.dispatched("e-1"));
    assertThat(run.journal.lines.get(0).call().attempt()).isEqualTo(2);
    assertThat(run.journal.lines.get(0).call().repeat()).isTrue();

    run.acknowledge();
    assertThat(run.brain.requestIds)
        .containsExactly(run.journal.lines.get(0).call().requestId())
        .allMatch(id -> id.endsWith("-2"));
  }

  @Test
  void aReleasedDispatchIsFollowedByAnAttemptThatRepeatsNothing() {
    run.ask(grant("e-1", 40));
    run.readBack(run.dispatched("e-1"), run.released("e-1"));
    assertThat(run.journal.lines.get(0).call().attempt()).isEqualTo(2);
    assertThat(run.journal.lines.get(0).call().repeat()).isFalse();
  }

  @Test
  void aGrantThatKnewOfEarlierAttemptsKeepsItsNumber() {
    run.ask(
        new Grant(
            question("e-1", NOON.plus(PATIENCE)),
            3,
            true,
            new JournalPosition(0, 40),
            1,
            ample(NOON)));
    run.readBack();
    assertThat(run.journal.lines.get(0).call().attempt()).isEqualTo(3);
    assertThat(run.journal.lines.get(0).call().repeat()).isTrue();
  }

  @Test
  void theStretchIsReadOnceForManyGrants() {
    var verdicts = new ArrayList<CompletableFuture<Verdict>>();
    verdicts.add(run.ask(grant("e-1", 40)));
    verdicts.add(run.ask(grant("e-2", 60)));
    run.readBack(run.settled("e-1", 77), run.settled("e-2", 77));
    verdicts.add(run.ask(grant("e-1", 50)));

    assertThat(run.journal.reads).isEmpty();
    assertThat(verdicts).allMatch(CompletableFuture::isDone);
  }

  @Test
  void aGrantFromFurtherBackReadsAgain() {
    run.ask(grant("e-1", 40));
    run.readBack();
    run.ask(grant("e-2", 10));
    assertThat(run.journal.reads.remove().from()).isEqualTo(10);
  }

  @Test
  void aReadThatFailsIsTriedAgainForTheNextGrant() {
    var first = run.ask(grant("e-1", 40));
    run.journal.reads.remove().fail();
    assertEdge(first, Reason.ERROR);
    assertThat(run.observer.heard).singleElement().asString().endsWith("no broker");
    assertThat(run.journal.lines).isEmpty();

    var second = run.ask(grant("e-2", 40));
    run.readBack(run.settled("e-2", 77));
    assertThat(second).isCompletedWithValueMatching(v -> v.by() == Giver.CLOUD);
  }

  @Test
  void aReadThatNeverEndsIsAnsweredAtTheDeadline() {
    var verdict = run.ask(grant("e-1", 40));
    run.time.pass(PATIENCE);
    assertEdge(verdict, Reason.RESTORED);

    run.readBack();
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }
}
