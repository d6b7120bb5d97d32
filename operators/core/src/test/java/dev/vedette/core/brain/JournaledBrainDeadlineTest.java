package dev.vedette.core.brain;

import static dev.vedette.core.brain.JournaledRun.PATIENCE;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.brain.JournaledRun.grant;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.RELEASED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournaledBrainDeadlineTest {
  private final JournaledRun run = new JournaledRun();

  @Test
  void theBrainIsGivenTheTimeThatTheAcknowledgementLeft() {
    run.ask(fresh("e-1"));
    run.time.pass(Duration.ofSeconds(3));
    run.acknowledge();
    assertThat(run.brain.calls.remove().timeLeft()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void silenceIsAnsweredAtTheDeadline() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.time.pass(PATIENCE.minusNanos(1));
    assertThat(verdict).isNotDone();
    run.time.pass(Duration.ofNanos(1));
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void silenceAfterAResumedQuestionIsATimeout() {
    var verdict = run.ask(grant("e-1", 40));
    run.readBack();
    run.acknowledge();
    run.time.pass(PATIENCE);
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void anAnswerAfterTheDeadlineIsStillSettledAndItsPermitFreed() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.time.pass(PATIENCE);
    assertThat(run.permits.availablePermits()).isEqualTo(1);

    run.answer(420);
    run.acknowledge();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, SETTLED);
    assertThat(run.permits.availablePermits()).isEqualTo(2);
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void afterAnAcknowledgementPastTheDeadlineNobodyIsAsked() {
    var verdict = run.ask(fresh("e-1"));
    run.time.pass(PATIENCE.plusSeconds(1));
    run.acknowledge();
    assertThat(run.brain.calls).isEmpty();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, RELEASED);
    assertThat(run.road.ends).containsExactly("unused");
    assertThat(run.observer.heard).as("no call, and none that failed").isEmpty();
    run.acknowledge();
    assertEdge(verdict, Reason.TIMEOUT);
  }

  @Test
  void aGrantPastItsDeadlineIsNotAsked() {
    Grant late = fresh("e-1");
    run.time.pass(PATIENCE);
    assertEdge(run.ask(late), Reason.TIMEOUT);
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void nothingIsKeptForADeadlineOnceTheAnswerIsThere() {
    run.ask(fresh("e-1"));
    assertThat(run.time.pending()).isOne();
    run.acknowledge();
    run.answer(420);
    assertThat(run.time.pending()).isOne();
    run.acknowledge();
    assertThat(run.time.pending()).isZero();
  }

  @Test
  void nothingIsKeptForADeadlineOnceTheJournalHasTheAnswer() {
    run.ask(grant("e-1", 40));
    assertThat(run.time.pending()).isOne();
    run.readBack(run.settled("e-1", 77));
    assertThat(run.time.pending()).isZero();
  }
}
