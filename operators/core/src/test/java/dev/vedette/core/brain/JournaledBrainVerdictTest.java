package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.brain.JournaledRun.PATIENCE;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournaledBrainVerdictTest {
  private final JournaledRun run = new JournaledRun();

  @Test
  void anAnswerBecomesTheCloudsVerdict() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.time.pass(Duration.ofSeconds(1));
    run.answer(420);
    run.acknowledge();

    assertThat(verdict)
        .isCompletedWithValueMatching(
            v ->
                v.by() == Giver.CLOUD
                    && v.last()
                    && v.revision() == 1
                    && answer(420).equals(v.answer())
                    && v.decidedAt().equals(NOON.plusSeconds(1)));
    assertThat(run.observer.heard).containsExactly("dispatched", "answered");
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void withoutAPermitTheEdgeAnswersAtOnceAndNothingIsWritten() {
    run.permits.drainPermits();
    assertEdge(run.ask(fresh("e-1")), Reason.SATURATED);
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.permits.availablePermits()).isZero();
  }

  @Test
  void theFirstVerdictStands() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.answer(420);
    run.acknowledge();
    Verdict first = verdict.getNow(null);
    run.time.pass(PATIENCE.multipliedBy(2));
    assertThat(verdict.getNow(null)).isSameAs(first);
    assertThat(first.by()).isEqualTo(Giver.CLOUD);
  }
}
