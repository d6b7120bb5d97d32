package dev.vedette.core.brain;

import static dev.vedette.core.brain.JournaledRun.PATIENCE;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clocks that are set while a question is under way, or that do not agree. */
class JournaledBrainClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final JournaledRun run = new JournaledRun();

  @Test
  void aClockThatIsSetBackDuringACallMovesNoDeadline() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.time.step(HOUR.negated());
    run.time.pass(PATIENCE.minusNanos(1));
    assertThat(verdict).isNotDone();
    run.time.pass(Duration.ofNanos(1));
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void aClockThatIsSetForwardDuringACallCutsItNotShort() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.time.step(HOUR);
    run.time.pass(PATIENCE.minusNanos(1));
    assertThat(verdict).isNotDone();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).by()).isEqualTo(Giver.CLOUD);
  }

  @Test
  void aQuestionFromAClockThatIsAheadHasNoMoreTimeThanAnyOther() {
    run.time.step(HOUR.negated());
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    assertThat(run.brain.calls.remove().timeLeft()).isEqualTo(PATIENCE);
    run.time.pass(PATIENCE);
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void aClockThatIsSetBackBeforeTheLedgerHasAcknowledgedGivesACallNoMoreTimeThanAnyOther() {
    var verdict = run.ask(fresh("e-1"));
    run.time.step(HOUR.negated());
    run.acknowledge();
    assertThat(run.brain.calls.remove().timeLeft()).isEqualTo(PATIENCE);
    run.time.pass(PATIENCE);
    assertEdge(verdict, Reason.TIMEOUT);
  }
}
