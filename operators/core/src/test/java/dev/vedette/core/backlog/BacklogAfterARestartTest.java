package dev.vedette.core.backlog;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.backlog.KeptQuestions.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What had been recalled may be under way still, or have ended shortly before. */
class BacklogAfterARestartTest {
  private static final Duration AWAY = Duration.ofMinutes(10);
  private static final Instant LATER = NOON.plus(AWAY);
  private static final Kept KEPT = kept("e-1", 1, 36_000);

  private final Backlog backlog = new Backlog(new BacklogBounds(100, 1_000_000, AWAY));

  @BeforeEach
  void restore() {
    backlog.begin(NOON, true);
    backlog.restoreRecalled(new Recall(KEPT, false), NOON);
  }

  @Test
  void whatWasUnderWayIsNotRecalledAgain() {
    backlog.keep(KEPT, true);
    assertThat(backlog.due(NOON, 9)).isEmpty();
    assertThat(backlog.recalled()).containsExactly(new Recall(KEPT, false));
  }

  @Test
  void itsWordInThisRunCountsAtOnce() {
    backlog.inVain("e-1", 2, Reason.TIMEOUT, NOON, false);
    assertThat(backlog.away()).isZero();
    assertThat(backlog.due(NOON.plusSeconds(2), 9)).hasSize(1);
    backlog.ended("e-1", false);
    assertThat(backlog.away()).isZero();
  }

  /** It may be in flight a second time, from the same checkpoint. */
  @Test
  void aRoundInVainBeforeTheRestartCountsWhenNothingIsHeardInThisRun() {
    backlog.inVain("e-1", 2, Reason.TIMEOUT, NOON, true);
    assertThat(backlog.due(LATER.minusMillis(1), 9)).isEmpty();
    assertThat(backlog.due(LATER, 9))
        .extracting(recall -> recall.kept().round())
        .containsExactly(2);
  }

  @Test
  void anEndBeforeTheRestartCountsWhenNothingIsHeardInThisRun() {
    backlog.ended("e-1", true);
    assertThat(backlog.away()).isEqualTo(1);
    assertThat(backlog.recalled()).as("not to be restored once more").isEmpty();
    assertThat(backlog.due(LATER, 9)).isEmpty();
    assertThat(backlog.away() + backlog.size()).isZero();
  }

  @Test
  void withoutAnyWordItWaitsAgain() {
    assertThat(backlog.due(LATER, 9)).containsExactly(new Recall(KEPT, false));
  }

  @Test
  void whatWasBeingClosedTakesNobodysRoom() {
    backlog.restoreRecalled(new Recall(kept("e-2", 1, 60), true), NOON);
    assertThat(backlog.asked()).isEqualTo(1);
    assertThat(backlog.away()).isEqualTo(2);
    assertThat(backlog.recalled()).contains(new Recall(kept("e-2", 1, 60), true));
  }

  /** It was recalled after the checkpoint, and what was said of it then is not in it. */
  @Test
  void whatEndedBetweenTheCheckpointAndTheCrashIsAskedOnceMore() {
    backlog.restoreWaiting(kept("e-2", 1, 60));
    backlog.ended("e-2", true);
    assertThat(backlog.due(NOON, 9)).extracting(Recall::kept).containsExactly(kept("e-2", 1, 60));
    backlog.ended("e-2", false);
    assertThat(backlog.size()).isZero();
  }

  /** Its event is read once more, and its question may be under way from there. */
  @Test
  void whatWasKeptAfterTheCheckpointRestsUntilItsEventHadTime() {
    Kept replayed = kept("e-2", 1, 36_000);
    backlog.keep(replayed, true);
    assertThat(backlog.due(LATER.minusMillis(1), 9)).isEmpty();
    assertThat(backlog.due(LATER, 9)).extracting(Recall::kept).contains(resting(replayed));
  }

  @Test
  void whatItsEventIsGivenInThisRunCountsAtOnce() {
    backlog.keep(kept("answered", 1, 36_000), true);
    backlog.keep(kept("again", 1, 36_000), true);
    backlog.ended("answered", false);
    backlog.keep(kept("again", 1, 36_000, 1, 99), false);
    assertThat(backlog.due(NOON, 9))
        .extracting(recall -> recall.kept().offset())
        .containsExactly(99L);
    assertThat(backlog.size()).isZero();
  }

  @Test
  void anOldRoundInVainDoesNotCutItsRestShort() {
    backlog.keep(kept("e-2", 1, 36_000), true);
    backlog.inVain("e-2", 2, Reason.TIMEOUT, NOON, true);
    assertThat(backlog.due(LATER.minusMillis(1), 9)).isEmpty();
  }

  @Test
  void withoutStateWhatHasEndedHasEnded() {
    backlog.begin(NOON, false);
    backlog.keep(kept("e-2", 1, 60), true);
    backlog.ended("e-2", true);
    assertThat(backlog.size()).isZero();
  }

  private static Kept resting(Kept kept) {
    return new Kept(
        kept.question(), kept.partition(), kept.offset(), kept.bytes(), kept.asked(), LATER);
  }
}
