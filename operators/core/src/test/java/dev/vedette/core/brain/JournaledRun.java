package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.positive;
import static dev.vedette.core.Examples.question;
import static dev.vedette.core.Examples.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.Examples;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** One run of a journaled brain, whose ledger, brain and clock do what the test says. */
final class JournaledRun {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where the ledger stood when this run began. */
  static final long EPOCH = 100;

  final FakeTime time = new FakeTime();
  final FakeJournal journal = new FakeJournal();
  final FakeBrain brain = new FakeBrain();
  final HeardCalls observer = new HeardCalls();
  final FakeRoad road = new FakeRoad(brain, 2);
  final Semaphore permits = road.permits;

  /** To another brain of equal capability. */
  final FakeBrain otherBrain = new FakeBrain("other");

  final FakeRoad otherRoad = new FakeRoad(otherBrain, 2);
  private final JournaledBrain journaled;

  /** Nobody may be asked any more, by order. */
  boolean barred;

  JournaledRun() {
    this(RetryPolicy.once());
  }

  JournaledRun(RetryPolicy policy) {
    this(policy, HedgePolicy.never(), false);
  }

  private JournaledRun(RetryPolicy policy, HedgePolicy hedging, boolean withAnother) {
    this(policy, hedging, withAnother, Discretion.NONE);
  }

  private JournaledRun(
      RetryPolicy policy, HedgePolicy hedging, boolean withAnother, Discretion discretion) {
    journaled =
        new JournaledBrain(
            new Roads(withAnother ? List.of(road, otherRoad) : List.of(road), discretion),
            account -> barred,
            journal,
            List.of(new JournalPosition(0, EPOCH)),
            2,
            policy,
            hedging,
            () -> 0.5,
            observer,
            time,
            time);
  }

  /** From which not everything may leave. */
  static JournaledRun withDiscretion(Discretion discretion) {
    return new JournaledRun(RetryPolicy.once(), HedgePolicy.never(), false, discretion);
  }

  /** With a second road behind the first. */
  static JournaledRun withTwoRoads(RetryPolicy policy) {
    return new JournaledRun(policy, HedgePolicy.never(), true);
  }

  /** With one road on which slow calls may be overtaken. */
  static JournaledRun hedging(RetryPolicy policy, HedgePolicy hedging) {
    return new JournaledRun(policy, hedging, false);
  }

  /** With two roads. */
  static JournaledRun hedgingOnTwoRoads(RetryPolicy policy, HedgePolicy hedging) {
    return new JournaledRun(policy, hedging, true);
  }

  /** What the ledger may not have heard of grants that have ended. */
  List<LedgerLine> untold() {
    return journaled.untold();
  }

  /** An earlier run may not have told the ledger of these. */
  void takeUp(boolean mine, LedgerLine... untold) {
    journaled.takeUp(List.of(untold), line -> mine);
  }

  /** Flink waits no longer for the word. */
  void end(Grant grant) {
    journaled.end(grant);
  }

  /** By one who has read the ledger beyond this run's epoch. */
  static Grant fresh(String eventId) {
    return grant(eventId, EPOCH + 20);
  }

  /** By one who has read the ledger as far as this. */
  static Grant grant(String eventId, long foldedTo) {
    return new Grant(
        question(eventId, NOON.plus(PATIENCE)),
        1,
        false,
        new JournalPosition(0, foldedTo),
        1,
        ample(NOON));
  }

  /** Of a question that is kept when nobody answers. */
  static Grant worthKeeping(String eventId) {
    Grant fresh = fresh(eventId);
    Judged judged = Judged.of(reading(eventId, 1), positive(), NOON, 3_000);
    return new Grant(
        Question.about(
            judged,
            eventId,
            fresh.question().evidence(),
            fresh.question().deadline(),
            Deferral.planned(1, NOON.plusSeconds(3_600))),
        1,
        false,
        fresh.foldedTo(),
        1,
        ample(NOON));
  }

  /** Of one that was kept, because there was no connection. */
  static Grant kept(String eventId) {
    Grant first = worthKeeping(eventId);
    return new Grant(
        first.question().inRound(1, Reason.OFFLINE), 1, false, first.foldedTo(), 2, ample(NOON));
  }

  /** Of the audit of a rejected event. */
  static Grant audit(String eventId) {
    Grant fresh = fresh(eventId);
    return new Grant(
        fresh.question().audited(new Draw(0.5)), 1, false, fresh.foldedTo(), 1, ample(NOON));
  }

  CompletableFuture<Verdict> ask(Grant grant) {
    return answer(grant).thenApply(Word::verdict);
  }

  /** The word with what becomes of the question. */
  CompletableFuture<Word> answer(Grant grant) {
    return journaled.answer(grant).toCompletableFuture();
  }

  int underWay() {
    return journaled.underWay();
  }

  void close() {
    journaled.close();
  }

  /** The ledger acknowledges the oldest line that is open. */
  void acknowledge() {
    journal.appends.remove().acknowledge();
  }

  /** The brain answers the oldest call that is open. */
  void answer(long costMicros) {
    brain.calls.remove().outcome().complete(Examples.answer(costMicros));
  }

  /** The ledger answers the oldest read that is open. */
  void readBack(LedgerLine... lines) {
    journal.reads.remove().lines().complete(List.of(lines));
  }

  /** As an earlier run wrote it before its first attempt. */
  LedgerLine dispatched(String eventId) {
    return LedgerLine.dispatched(
        fresh(eventId).question().account(), firstCall(eventId), 9_000, NOON);
  }

  /** As an earlier run wrote it after its first attempt. */
  LedgerLine settled(String eventId, long costMicros) {
    return LedgerLine.settled(
        fresh(eventId).question().account(), firstCall(eventId), Examples.answer(costMicros), NOON);
  }

  /** As an earlier run wrote it when the model had written something else. */
  LedgerLine inVain(String eventId, int attempt, String text) {
    return LedgerLine.settled(
        fresh(eventId).question().account(),
        LedgerCall.of(
            new Grant(
                question(eventId, NOON),
                attempt,
                attempt > 1,
                new JournalPosition(0, 0),
                0,
                ample(NOON)),
            brain),
        Examples.useless(text, 77),
        NOON);
  }

  /** As an earlier run wrote it when it had not reached the provider. */
  LedgerLine released(String eventId) {
    return LedgerLine.released(
        fresh(eventId).question().account(), firstCall(eventId), Reason.OFFLINE, NOON);
  }

  private LedgerCall firstCall(String eventId) {
    return LedgerCall.of(fresh(eventId), brain);
  }

  static void assertEdge(CompletableFuture<Verdict> verdict, Reason reason) {
    assertThat(verdict).isCompleted();
    assertThat(verdict.getNow(null).reason()).isEqualTo(reason);
    assertThat(verdict.getNow(null).by()).isEqualTo(Giver.EDGE);
    assertThat(verdict.getNow(null).last()).isTrue();
    assertThat(verdict.getNow(null).revision()).isEqualTo(1);
  }
}
