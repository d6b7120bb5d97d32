package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.Examples.positive;
import static dev.vedette.core.Examples.question;
import static dev.vedette.core.Examples.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Admission.Conditions;
import dev.vedette.core.brain.Admission.Decision;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;

/** A question that is to be admitted, fresh or kept, and what is decided on it. */
final class Admissions {
  static final Instant DEADLINE = NOON.plusSeconds(10);
  static final Question ASKED = question("e-1", DEADLINE);
  static final Question KEEPABLE =
      Question.about(
          Judged.of(reading("e-1", 1), positive(), NOON, 3_000),
          "e-1",
          ASKED.evidence(),
          DEADLINE,
          Deferral.planned(1, NOON.plusSeconds(3_600)));
  static final JournalPosition FOLDED_TO = new JournalPosition(0, 7);
  static final RateCap CAP = new RateCap(1, Duration.ofSeconds(60), 1);

  /** Calls for one question that may be billed before it is given up. */
  static final int MOST_BILLED = 3;

  private Admissions() {}

  static Question kept(Instant until) {
    return new Question(
        ASKED.inferenceId(),
        ASKED.header(),
        ASKED.judgement(),
        ASKED.episodeId(),
        ASKED.evidence(),
        ASKED.account(),
        ASKED.judgedAt(),
        ASKED.gateMicros(),
        ASKED.deadline(),
        new Deferral(0, until, 1, Reason.OFFLINE),
        Question.Stage.WHOLE,
        null,
        null);
  }

  static Decision decide(Admission admission, Question question, long theoreticalNanos) {
    return admission.decide(
        question,
        JournaledCall.NONE,
        new Conditions(theoreticalNanos, FOLDED_TO, null, Reason.TIMEOUT, ample()),
        NOON);
  }

  static JournaledCall paid() {
    return JournaledCall.NONE.with(
        LedgerLine.settled(ASKED.account(), call(ASKED.inferenceId(), 1), answer(77), NOON));
  }

  /** So many calls that nobody can tell whether they were billed. */
  static JournaledCall unknown(int calls) {
    JournaledCall known = JournaledCall.NONE;
    for (int attempt = 1; attempt <= calls; attempt++) {
      var call = call(ASKED.inferenceId(), attempt);
      known =
          known
              .with(LedgerLine.dispatched(ASKED.account(), call, 9, NOON))
              .with(LedgerLine.unknown(ASKED.account(), call, 9, Reason.ERROR, NOON));
    }
    return known;
  }

  static Verdict denial(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Denied.class);
    return ((Decision.Denied) decision).word().verdict();
  }

  static long nanos(Instant at) {
    return Admission.nanosOf(at);
  }
}
