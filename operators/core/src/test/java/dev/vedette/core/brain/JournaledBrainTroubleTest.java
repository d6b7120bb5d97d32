package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Ledgers and brains that misbehave. */
class JournaledBrainTroubleTest {
  private final FakeTime time = new FakeTime();
  private final FakeJournal journal = new FakeJournal();
  private final FakeBrain brain = new FakeBrain();
  private final HeardCalls observer = new HeardCalls();
  private final FakeRoad road = new FakeRoad(brain, 2);
  private final Semaphore permits = road.permits;
  private final JournaledBrain journaled = brainOver(journal);

  private JournaledBrain brainOver(Journal j) {
    return new JournaledBrain(
        new Roads(List.of(road)),
        account -> false,
        j,
        List.of(new JournalPosition(0, 100)),
        2,
        RetryPolicy.once(),
        HedgePolicy.never(),
        () -> 0.5,
        observer,
        time,
        time);
  }

  private static Grant restored(long deadlineSeconds) {
    return new Grant(
        question("e-1", NOON.plusSeconds(deadlineSeconds)),
        1,
        false,
        new JournalPosition(0, 40),
        1,
        ample(NOON));
  }

  @Test
  void aJournalThatThrowsAtOnceIsAFailureLikeAnyOther() {
    Grant fresh = JournaledRun.grant("e-1", 100);
    assertThatNoException()
        .isThrownBy(
            () ->
                assertThat(
                        brainOver(new ClosedJournal())
                            .answer(fresh)
                            .thenApply(Word::verdict)
                            .toCompletableFuture())
                    .isCompletedWithValueMatching(v -> v.reason() == Reason.ERROR));
    assertThat(permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aReadThatThrowsAtOnceIsAFailureLikeAnyOther() {
    assertThat(
            brainOver(new ClosedJournal())
                .answer(restored(10))
                .thenApply(Word::verdict)
                .toCompletableFuture())
        .isCompletedWithValueMatching(v -> v.reason() == Reason.ERROR && v.last());
    assertThat(observer.heard)
        .containsExactly(
            "broke its contract: consumer is closed", "broke its contract: producer is closed");
    assertThat(permits.availablePermits()).isEqualTo(2);
    assertThat(brain.calls).isEmpty();
  }

  @Test
  void aJournalFailureIsHeardWithoutItsWrapping() {
    journaled.answer(restored(10));
    journal.reads.remove().fail();
    assertThat(observer.heard).containsExactly("journal failed: no broker");
  }

  @Test
  void anErrorOfTheBrainIsNotBlamedOnTheJournal() {
    var verdict = journaled.answer(JournaledRun.grant("e-1", 100)).thenApply(Word::verdict);
    journal.appends.remove().acknowledge();
    brain
        .calls
        .remove()
        .outcome()
        .completeExceptionally(new IllegalStateException("a bug in the client"));
    assertThat(observer.heard)
        .containsExactly("dispatched", "broke its contract: a bug in the client");
    assertThat(verdict.toCompletableFuture())
        .isCompletedWithValueMatching(v -> v.reason() == Reason.ERROR);
  }

  /** As a client that was closed. */
  private static final class ClosedJournal implements Journal {
    @Override
    public CompletionStage<JournalPosition> append(LedgerLine line) {
      throw new IllegalStateException("producer is closed");
    }

    @Override
    public int partitionOf(String accountKey) {
      return 0;
    }

    @Override
    public List<JournalPosition> mark(String key, String epoch) {
      return List.of();
    }

    @Override
    public CompletionStage<List<LedgerLine>> read(int p, long f, long u) {
      throw new IllegalStateException("consumer is closed");
    }

    @Override
    public void close() {}
  }
}
