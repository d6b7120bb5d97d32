package dev.vedette.flink;

import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> lines = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(-7);
  private final ClockCheck check = new ClockCheck(HeardWarnings.into(lines), nanos::get);
  private final Instant judgedAt = question("e-1", Instant.EPOCH).judgedAt();
  private final Question question = question("e-1", judgedAt.plus(PATIENCE));

  @Test
  void clocksThatAgreeAreNotWorthAWord() {
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    look(Duration.ofSeconds(-1));
    look(Duration.ZERO);
    look(PATIENCE.multipliedBy(2));
    assertThat(lines).isEmpty();
  }

  @Test
  void aQuestionFromTheFutureNamesTheClockAndByHowMuch() {
    look(Duration.ofMillis(-1_500));
    assertThat(lines)
        .containsExactly(
            "A question comes from 1.5 s in the future: the clock of this machine is behind, or"
                + " that of the machine that judged it or let it pass is ahead. Deadlines are kept"
                + " by both clocks: have them agree (NTP) to a fraction of vedette.ask.deadline.");
  }

  @Test
  void aQuestionThatIsOverByMoreThanAllItsTimeNamesTheClock() {
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
    look(Duration.ofSeconds(45));
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("A question came 35.0 s after its deadline, and only 10.0 s were between")
        .contains("the clock of this machine is ahead")
        .contains("vedette.ask.deadline");
  }

  @Test
  void whatTheStartHeldUpSaysNothingOfAClock() {
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1) - 1);
    look(Duration.ofHours(2));
    assertThat(lines).isEmpty();
  }

  @Test
  void whatWasKeptIsLateForAnotherReason() {
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    Question kept = DeferredQuestions.deferred("e-1", 1, 3_600);
    check.look(kept, kept.judgedAt(), kept.deadline().plus(Duration.ofDays(30)));
    assertThat(lines).isEmpty();
  }

  @Test
  void itIsSaidOnceInAWhile() {
    look(Duration.ofSeconds(-2));
    look(Duration.ofSeconds(-3));
    assertThat(lines).hasSize(1);
  }

  /** At so long after the judgement, by the clock of this machine. */
  private void look(Duration after) {
    check.look(question, question.judgedAt(), judgedAt.plus(after));
  }
}
