package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.question;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.RELEASED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static dev.vedette.core.money.LedgerLine.Entry.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class JournaledBrainTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long EPOCH = 100;

  private final FakeTime time = new FakeTime();
  private final FakeJournal journal = new FakeJournal();
  private final FakeBrain brain = new FakeBrain();
  private final HeardCalls observer = new HeardCalls();
  private final Semaphore permits = new Semaphore(2);
  private final JournaledBrain journaled =
      new JournaledBrain(
          brain, journal, List.of(new JournalPosition(0, EPOCH)), permits, observer, time, time);

  @Test
  void anAnswerBecomesTheCloudsVerdict() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().acknowledge();
    time.pass(Duration.ofSeconds(1));
    brain.calls.remove().outcome().complete(answer(420));
    journal.appends.remove().acknowledge();

    assertThat(verdict)
        .isCompletedWithValueMatching(
            v ->
                v.by() == Giver.CLOUD
                    && v.last()
                    && v.revision() == 1
                    && answer(420).equals(v.answer())
                    && v.decidedAt().equals(NOON.plusSeconds(1)));
    assertThat(observer.heard).containsExactly("dispatched", "answered");
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void withoutAPermitTheEdgeAnswersAtOnceAndNothingIsWritten() {
    permits.drainPermits();
    assertEdge(ask(fresh("e-1")), Reason.SATURATED);
    assertThat(journal.lines).isEmpty();
    assertThat(permits.availablePermits()).isZero();
  }

  @Test
  void nothingIsAskedBeforeTheDispatchIsAcknowledged() {
    ask(fresh("e-1"));
    assertThat(journal.entries()).containsExactly(DISPATCHED);
    assertThat(brain.calls).isEmpty();

    journal.appends.remove().acknowledge();
    assertThat(brain.requestIds).containsExactly(id("e-1") + "-1");
  }

  @Test
  void theDispatchIsWrittenAtTheWorstCase() {
    ask(fresh("e-1"));
    LedgerLine line = journal.lines.get(0);
    assertThat(line.micros()).isEqualTo(FakeBrain.WORST_CASE_MICROS);
    assertThat(line.accountKey()).isEqualTo("acme/door/face");
    assertThat(line.at()).isEqualTo(NOON);
    assertThat(line.call()).isEqualTo(LedgerCall.of(fresh("e-1").question(), 1, false, brain));
  }

  @Test
  void theBrainIsGivenTheTimeThatTheAcknowledgementLeft() {
    ask(fresh("e-1"));
    time.pass(Duration.ofSeconds(3));
    journal.appends.remove().acknowledge();
    assertThat(brain.calls.remove().timeLeft()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void nobodySeesAnAnswerBeforeItIsSettled() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().acknowledge();
    brain.calls.remove().outcome().complete(answer(420));

    assertThat(journal.entries()).containsExactly(DISPATCHED, SETTLED);
    assertThat(journal.lines.get(1).micros()).isEqualTo(420);
    assertThat(journal.lines.get(1).answer()).isEqualTo(answer(420));
    assertThat(verdict).isNotDone();
    assertThat(permits.availablePermits()).isEqualTo(1);

    journal.appends.remove().acknowledge();
    assertThat(verdict).isCompleted();
  }

  @Test
  void silenceIsAnsweredAtTheDeadline() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().acknowledge();
    time.pass(PATIENCE.minusNanos(1));
    assertThat(verdict).isNotDone();
    time.pass(Duration.ofNanos(1));
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void anAnswerAfterTheDeadlineIsStillSettledAndItsPermitFreed() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().acknowledge();
    time.pass(PATIENCE);
    assertThat(permits.availablePermits()).isEqualTo(1);

    brain.calls.remove().outcome().complete(answer(420));
    journal.appends.remove().acknowledge();
    assertThat(journal.entries()).containsExactly(DISPATCHED, SETTLED);
    assertThat(permits.availablePermits()).isEqualTo(2);
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void anAcknowledgementAfterTheDeadlineLeavesTheBrainNoTime() {
    var verdict = ask(fresh("e-1"));
    time.pass(PATIENCE.plusSeconds(1));
    journal.appends.remove().acknowledge();
    assertThat(brain.calls.peek().timeLeft()).isZero();
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void aGrantPastItsDeadlineIsNotAsked() {
    Grant late = fresh("e-1");
    time.pass(PATIENCE);
    assertEdge(ask(late), Reason.TIMEOUT);
    assertThat(journal.lines).isEmpty();
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void whatCannotBeJournaledIsNotAsked() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().fail();
    assertEdge(verdict, Reason.ERROR);
    assertThat(brain.calls).isEmpty();
    assertThat(journal.entries()).containsExactly(DISPATCHED);
    assertThat(observer.heard).containsExactly("journal failed: no replica");
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void anAnswerThatCannotBeSettledGoesOutAllTheSame() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().acknowledge();
    brain.calls.remove().outcome().complete(answer(420));
    journal.appends.remove().fail();

    assertThat(verdict).isCompletedWithValueMatching(v -> v.by() == Giver.CLOUD);
    assertThat(observer.heard)
        .containsExactly("dispatched", "answered", "journal failed: no replica");
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aCallThatWasCertainlyNotBilledIsReleased() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().acknowledge();
    brain.calls.remove().fail(Reason.OFFLINE, Billing.NOT_BILLED);
    assertThat(verdict).isNotDone();
    journal.appends.remove().acknowledge();

    assertEdge(verdict, Reason.OFFLINE);
    assertThat(journal.entries()).containsExactly(DISPATCHED, RELEASED);
    assertThat(journal.lines.get(1).micros()).isZero();
    assertThat(observer.heard).containsExactly("dispatched", "unanswered offline");
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aCallThatMayHaveBeenBilledIsUnknownAtItsWorstCase() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().acknowledge();
    brain.calls.remove().fail(Reason.REFUSED, Billing.UNKNOWN);
    journal.appends.remove().acknowledge();

    assertEdge(verdict, Reason.REFUSED);
    assertThat(journal.entries()).containsExactly(DISPATCHED, UNKNOWN);
    assertThat(journal.lines.get(1).micros()).isEqualTo(FakeBrain.WORST_CASE_MICROS);
    assertThat(journal.lines.get(1).reason()).isEqualTo(Reason.REFUSED);
  }

  @Test
  void nothingIsKeptForADeadlineOnceTheAnswerIsThere() {
    ask(fresh("e-1"));
    assertThat(time.pending()).isOne();
    journal.appends.remove().acknowledge();
    brain.calls.remove().outcome().complete(answer(420));
    assertThat(time.pending()).isOne();
    journal.appends.remove().acknowledge();
    assertThat(time.pending()).isZero();
  }

  @Test
  void nothingIsKeptForADeadlineOnceTheJournalHasTheAnswer() {
    ask(grant("e-1", 40));
    assertThat(time.pending()).isOne();
    journal.reads.remove().lines().complete(List.of(settled("e-1", 1)));
    assertThat(time.pending()).isZero();
  }

  @Test
  void aFreshGrantDoesNotReadTheJournal() {
    ask(grant("e-1", EPOCH));
    assertThat(journal.reads).isEmpty();
    assertThat(journal.entries()).containsExactly(DISPATCHED);
  }

  @Test
  void aRestoredGrantReadsFromWhereItsGiverHadReadToThisRunsEpoch() {
    var verdict = ask(grant("e-1", 40));
    FakeJournal.Read read = journal.reads.remove();
    assertThat(read.from()).isEqualTo(40);
    assertThat(read.until()).isEqualTo(EPOCH);
    assertThat(journal.lines).isEmpty();
    assertThat(verdict).isNotDone();
  }

  @Test
  void anAnswerThatAnEarlierRunPaidForIsUsedAgain() {
    var verdict = ask(grant("e-1", 40));
    journal.reads.remove().lines().complete(List.of(dispatched("e-1", 1), settled("e-1", 1)));

    assertThat(verdict)
        .isCompletedWithValueMatching(v -> answer(77).equals(v.answer()) && v.revision() == 1);
    assertThat(journal.lines).isEmpty();
    assertThat(observer.heard).containsExactly("reused");
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void anAnswerThatIsKnownIsUsedEvenPastTheDeadline() {
    ask(grant("e-1", 40));
    journal.reads.remove().lines().complete(List.of(dispatched("e-2", 1), settled("e-2", 1)));
    Grant late = grant("e-2", 40);
    time.pass(PATIENCE);
    assertThat(ask(late)).isCompletedWithValueMatching(v -> answer(77).equals(v.answer()));
  }

  @Test
  void aRestoredGrantPastItsDeadlineWithoutAnAnswerIsNotAsked() {
    Grant late = grant("e-1", 40);
    time.pass(PATIENCE);
    var verdict = ask(late);
    journal.reads.remove().lines().complete(List.of(dispatched("e-1", 1)));
    assertEdge(verdict, Reason.RESTORED);
    assertThat(journal.lines).isEmpty();
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aDispatchWithoutAnAnswerIsFollowedByASecondAttempt() {
    ask(grant("e-1", 40));
    journal.reads.remove().lines().complete(List.of(dispatched("e-1", 1)));
    assertThat(journal.lines.get(0).call().attempt()).isEqualTo(2);
    assertThat(journal.lines.get(0).call().repeat()).isTrue();

    journal.appends.remove().acknowledge();
    assertThat(brain.requestIds).containsExactly(id("e-1") + "-2");
  }

  @Test
  void aReleasedDispatchIsFollowedByAnAttemptThatRepeatsNothing() {
    ask(grant("e-1", 40));
    journal
        .reads
        .remove()
        .lines()
        .complete(
            List.of(
                dispatched("e-1", 1),
                LedgerLine.released(
                    fresh("e-1").question().account(), call("e-1", 1), Reason.OFFLINE, NOON)));
    assertThat(journal.lines.get(0).call().attempt()).isEqualTo(2);
    assertThat(journal.lines.get(0).call().repeat()).isFalse();
  }

  @Test
  void aGrantThatKnewOfEarlierAttemptsKeepsItsNumber() {
    Grant third =
        new Grant(
            question("e-1", NOON.plus(PATIENCE)), 3, true, new JournalPosition(0, 40), 1, NOON);
    ask(third);
    journal.reads.remove().lines().complete(List.of());
    assertThat(journal.lines.get(0).call().attempt()).isEqualTo(3);
    assertThat(journal.lines.get(0).call().repeat()).isTrue();
  }

  @Test
  void theStretchIsReadOnceForManyGrants() {
    var verdicts = new ArrayList<CompletableFuture<Verdict>>();
    verdicts.add(ask(grant("e-1", 40)));
    verdicts.add(ask(grant("e-2", 60)));
    journal.reads.remove().lines().complete(List.of(settled("e-1", 1), settled("e-2", 1)));
    verdicts.add(ask(grant("e-1", 50)));

    assertThat(journal.reads).isEmpty();
    assertThat(verdicts).allMatch(CompletableFuture::isDone);
  }

  @Test
  void aGrantFromFurtherBackReadsAgain() {
    ask(grant("e-1", 40));
    journal.reads.remove().lines().complete(List.of());
    ask(grant("e-2", 10));
    assertThat(journal.reads.remove().from()).isEqualTo(10);
  }

  @Test
  void aReadThatFailsIsTriedAgainForTheNextGrant() {
    var first = ask(grant("e-1", 40));
    journal.reads.remove().fail();
    assertEdge(first, Reason.ERROR);
    assertThat(observer.heard).singleElement().asString().endsWith("no broker");
    assertThat(journal.lines).isEmpty();

    var second = ask(grant("e-2", 40));
    journal.reads.remove().lines().complete(List.of(settled("e-2", 1)));
    assertThat(second).isCompletedWithValueMatching(v -> v.by() == Giver.CLOUD);
  }

  @Test
  void aReadThatNeverEndsIsAnsweredAtTheDeadline() {
    var verdict = ask(grant("e-1", 40));
    time.pass(PATIENCE);
    assertEdge(verdict, Reason.RESTORED);

    journal.reads.remove().lines().complete(List.of());
    assertThat(journal.lines).isEmpty();
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void theFirstVerdictStands() {
    var verdict = ask(fresh("e-1"));
    journal.appends.remove().acknowledge();
    brain.calls.remove().outcome().complete(answer(420));
    journal.appends.remove().acknowledge();
    Verdict first = verdict.getNow(null);
    time.pass(PATIENCE.multipliedBy(2));
    assertThat(verdict.getNow(null)).isSameAs(first);
    assertThat(first.by()).isEqualTo(Giver.CLOUD);
  }

  private CompletableFuture<Verdict> ask(Grant grant) {
    return journaled.answer(grant).toCompletableFuture();
  }

  private static void assertEdge(CompletableFuture<Verdict> verdict, Reason reason) {
    assertThat(verdict).isCompleted();
    assertThat(verdict.getNow(null).reason()).isEqualTo(reason);
    assertThat(verdict.getNow(null).by()).isEqualTo(Giver.EDGE);
    assertThat(verdict.getNow(null).last()).isTrue();
    assertThat(verdict.getNow(null).revision()).isEqualTo(1);
  }

  private static Grant fresh(String eventId) {
    return grant(eventId, EPOCH + 20);
  }

  private static Grant grant(String eventId, long foldedTo) {
    return new Grant(
        question(eventId, NOON.plus(PATIENCE)),
        1,
        false,
        new JournalPosition(0, foldedTo),
        1,
        NOON);
  }

  private static String id(String eventId) {
    return question(eventId, NOON).inferenceId();
  }

  private LedgerCall call(String eventId, int attempt) {
    return LedgerCall.of(question(eventId, NOON), attempt, false, brain);
  }

  private LedgerLine dispatched(String eventId, int attempt) {
    return LedgerLine.dispatched(
        fresh(eventId).question().account(), call(eventId, attempt), 9_000, NOON);
  }

  private LedgerLine settled(String eventId, int attempt) {
    return LedgerLine.settled(
        fresh(eventId).question().account(), call(eventId, attempt), answer(77), NOON);
  }
}
