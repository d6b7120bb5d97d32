package dev.vedette.cloud.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.Entry;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.RoadState.Breaker;
import dev.vedette.core.verdict.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When there is a place and when not, by how earlier calls ended. Nothing is called here. */
class GuardedRoadTest {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration MORE_THAN_FIRST_WAIT = Duration.ofMillis(1_201);

  private final Question question = Questions.picture(336, 252);
  private final AtomicLong nanos = new AtomicLong(42);
  private GuardedRoad road;

  @BeforeEach
  void open() throws Exception {
    road =
        GuardedRoad.open(
            Brains.options(URI.create("http://127.0.0.1:1/v1"), null),
            new RoadOptions(4, 0.5, FIRST_WAIT, Duration.ofSeconds(8)),
            Prompt.shipped(),
            nanos::get);
    road.widen(8);
  }

  @AfterEach
  void close() {
    road.close();
  }

  @Test
  void itIsAsWideAsThoseWhoAskWantIt() {
    for (int call = 0; call < 8; call++) {
      enter();
    }
    assertThat(road.enter(question)).isEqualTo(new Entry.Refused(Reason.SATURATED));
    assertThat(road.state().underWay()).isEqualTo(8);
    assertThat(road.closed()).as("a place may be there in a moment").isEmpty();
  }

  @Test
  void whatWasKeptLeavesHalfOfItToFreshQuestions() {
    assertThat(road.roomForKept()).isEqualTo(4);
    Entry.Place first = (Entry.Place) road.enter(kept());
    for (int call = 0; call < 3; call++) {
      assertThat(road.enter(kept())).isInstanceOf(Entry.Place.class);
    }
    assertThat(road.enter(kept())).isEqualTo(new Entry.Refused(Reason.SATURATED));
    assertThat(road.roomForKept()).isZero();
    assertThat(road.keptUnderWay()).isEqualTo(4);
    enter().answered();
    first.answered();
    assertThat(road.keptUnderWay()).isEqualTo(3);
    assertThat(road.roomForKept()).isEqualTo(1);
  }

  @Test
  void auditsLeaveHalfOfItToFreshQuestionsAndAreNotTakenForWhatWasKept() {
    Question audit = question.audited(new Draw(0.5));
    for (int call = 0; call < 3; call++) {
      assertThat(road.enter(audit)).isInstanceOf(Entry.Place.class);
    }
    assertThat(road.keptUnderWay()).isZero();
    assertThat(road.roomForKept()).isEqualTo(1);
    Entry.Place kept = (Entry.Place) road.enter(kept());
    assertThat(road.enter(audit)).isEqualTo(new Entry.Refused(Reason.SATURATED));
    assertThat(road.keptUnderWay()).isEqualTo(1);
    for (int call = 0; call < 4; call++) {
      enter();
    }
    kept.answered();
    assertThat(road.keptUnderWay()).isZero();
  }

  @Test
  void whereNobodyAsksOneMayFindOut() throws Exception {
    try (var unused =
        GuardedRoad.open(
            Brains.options(URI.create("http://127.0.0.1:1/v1"), null),
            new RoadOptions(4, 0.5, FIRST_WAIT, Duration.ofSeconds(8)),
            Prompt.shipped(),
            nanos::get)) {
      assertThat(unused.roomForKept()).isEqualTo(1);
    }
  }

  @Test
  void aPlaceComesBackOnceHoweverTheCallEnds() {
    Entry.Place answered = enter();
    Entry.Place silent = enter();
    Entry.Place unused = enter();
    answered.answered();
    answered.answered();
    silent.unanswered(failure(Blame.QUESTION));
    unused.unused();
    unused.answered();
    assertThat(road.state().underWay()).isZero();
  }

  @Test
  void callsThatGetLostCloseIt() {
    enter().unanswered(failure(Blame.ROAD));
    assertThat(road.closed()).isEmpty();
    enter().unanswered(failure(Blame.ROAD));
    assertThat(road.closed()).contains(Reason.BREAKER_OPEN);
    assertThat(road.enter(question)).isEqualTo(new Entry.Refused(Reason.BREAKER_OPEN));
    assertThat(road.state().breaker()).isEqualTo(Breaker.OPEN);
  }

  @Test
  void fewOfManyDoNotCloseIt() {
    for (int call = 0; call < 12; call++) {
      Entry.Place place = enter();
      if (call % 4 == 3) {
        place.unanswered(failure(Blame.ROAD));
      } else {
        place.answered();
      }
    }
    assertThat(road.closed()).isEmpty();
  }

  @Test
  void whatIsTheQuestionsFaultDoesNotCloseIt() {
    for (int call = 0; call < 12; call++) {
      enter().unanswered(failure(Blame.QUESTION));
    }
    assertThat(road.closed()).isEmpty();
  }

  @Test
  void whatSomebodyHasToMendClosesItAtOnce() {
    enter().unanswered(failure(Blame.SETUP));
    assertThat(road.closed()).contains(Reason.BREAKER_OPEN);
  }

  @Test
  void afterAWaitOneCallFindsOut() {
    enter().unanswered(failure(Blame.SETUP));
    pass(MORE_THAN_FIRST_WAIT);
    assertThat(road.closed()).as("looking takes nothing").isEmpty();
    assertThat(road.closed()).isEmpty();
    Entry.Place probe = enter();
    assertThat(road.closed()).contains(Reason.BREAKER_OPEN);
    assertThat(road.enter(question)).isEqualTo(new Entry.Refused(Reason.BREAKER_OPEN));
    probe.answered();
    assertThat(road.state().breaker()).isEqualTo(Breaker.CLOSED);
    assertThat(road.closed()).isEmpty();
  }

  @Test
  void whileOneCallFindsOutNoMoreThanThatIsCalledBackOfWhatWasKept() {
    enter().unanswered(failure(Blame.SETUP));
    assertThat(road.roomForKept()).isZero();
    pass(MORE_THAN_FIRST_WAIT);
    assertThat(road.roomForKept()).isEqualTo(1);
    Entry.Place probe = (Entry.Place) road.enter(kept());
    assertThat(road.roomForKept()).isZero();
    probe.answered();
    assertThat(road.roomForKept()).isEqualTo(4);
  }

  @Test
  void aFreshQuestionMayBeTheOneThatFindsOut() {
    enter().unanswered(failure(Blame.SETUP));
    pass(MORE_THAN_FIRST_WAIT);
    assertThat(road.roomForKept()).isEqualTo(1);
    enter();
    assertThat(road.roomForKept()).isZero();
  }

  @Test
  void aProbeThatFindsNobodyMakesTheNextWaitLonger() {
    enter().unanswered(failure(Blame.SETUP));
    pass(MORE_THAN_FIRST_WAIT);
    enter().unanswered(failure(Blame.ROAD));
    pass(MORE_THAN_FIRST_WAIT);
    assertThat(road.closed()).contains(Reason.BREAKER_OPEN);
    pass(MORE_THAN_FIRST_WAIT);
    assertThat(road.closed()).isEmpty();
  }

  @Test
  void aProbeThatIsNotMadeLeavesItsPlaceToTheNext() {
    enter().unanswered(failure(Blame.SETUP));
    pass(MORE_THAN_FIRST_WAIT);
    enter().unused();
    assertThat(road.enter(question)).isInstanceOf(Entry.Place.class);
  }

  @Test
  void aProviderThatRefusesForNowIsThereAndIsLeftAlone() {
    for (int call = 0; call < 3; call++) {
      enter()
          .unanswered(
              failure(Reason.RATE_LIMITED, Blame.LOAD).thatPassesAfter(Duration.ofSeconds(2)));
      assertThat(road.closed()).contains(Reason.RATE_LIMITED);
      assertThat(road.enter(question)).isEqualTo(new Entry.Refused(Reason.RATE_LIMITED));
      assertThat(road.state().breaker()).isEqualTo(Breaker.CLOSED);
      pass(Duration.ofSeconds(60));
    }
    assertThat(road.state().underWay()).isZero();
  }

  @Test
  void whoeverWantsToBeLeftAloneForAnotherReasonIsLeftAloneToo() {
    enter().unanswered(failure(Blame.LOAD).thatPassesAfter(Duration.ofSeconds(20)));
    assertThat(road.closed()).contains(Reason.RATE_LIMITED);
    assertThat(road.state().pause()).hasSeconds(20);
    pass(Duration.ofSeconds(20));
    assertThat(road.closed()).isEmpty();
    assertThat(road.state().pause()).isZero();
  }

  @Test
  void tooMuchAtOnceMakesItNarrowerAndAnswersWiderAgain() {
    List<Entry.Place> places = new ArrayList<>();
    for (int call = 0; call < 7; call++) {
      places.add(enter());
    }
    places.get(0).unanswered(failure(Reason.TIMEOUT, Blame.LOAD));
    assertThat(road.state().limit()).isEqualTo(7);
    assertThat(road.state().wanted()).isEqualTo(8);
    for (Entry.Place place : places.subList(1, 4)) {
      place.answered();
    }
    assertThat(road.state().limit()).isEqualTo(8);
  }

  @Test
  void aLateAnswerFromBeforeItWasClosedDoesNotOpenIt() {
    Entry.Place before = enter();
    enter().unanswered(failure(Blame.SETUP));
    pass(MORE_THAN_FIRST_WAIT);
    Entry.Place probe = enter();
    before.answered();
    assertThat(road.closed()).contains(Reason.BREAKER_OPEN);
    probe.answered();
    assertThat(road.closed()).isEmpty();
  }

  @Test
  void aLateLossFromBeforeItWasClosedDoesNotMakeTheNextWaitLonger() {
    Entry.Place before = enter();
    Entry.Place unused = enter();
    enter().unanswered(failure(Blame.SETUP));
    pass(MORE_THAN_FIRST_WAIT);
    Entry.Place probe = enter();
    before.unanswered(failure(Blame.ROAD));
    unused.unused();
    assertThat(road.enter(question)).as("one probe").isInstanceOf(Entry.Refused.class);
    probe.answered();
    assertThat(road.state().breaker()).isEqualTo(Breaker.CLOSED);
  }

  @Test
  void aCallOfWhichNothingWasSentIsNoSignOfLife() {
    enter().unanswered(failure(Blame.SETUP));
    pass(MORE_THAN_FIRST_WAIT);
    enter()
        .unanswered(
            new BrainException(Reason.TIMEOUT, Billing.NOT_BILLED, 0, "no time left to ask", null));
    assertThat(road.state().breaker()).isEqualTo(Breaker.HALF_OPEN);
    assertThat(road.closed()).isEmpty();
  }

  @Test
  void whoComesAndGoesLeavesItAsWideAsItWas() {
    Entry.Place first = enter();
    road.widen(0);
    road.widen(4);
    assertThat(road.state().underWay()).isEqualTo(1);
    first.unanswered(failure(Reason.TIMEOUT, Blame.LOAD));
    assertThat(road.state().limit()).isEqualTo(10);
    road.widen(-4);
    assertThat(road.state().limit()).as("what was learnt stays").isEqualTo(8);
    assertThat(road.state().underWay()).isZero();
  }

  private Question kept() {
    return new Question(
        question.inferenceId(),
        question.header(),
        question.judgement(),
        question.episodeId(),
        question.evidence(),
        question.account(),
        question.judgedAt(),
        question.gateMicros(),
        question.deadline(),
        new Deferral(0, question.deadline(), 1, Reason.OFFLINE),
        Question.Stage.WHOLE,
        null,
        null);
  }

  private Entry.Place enter() {
    Entry entry = road.enter(question);
    assertThat(entry).isInstanceOf(Entry.Place.class);
    return (Entry.Place) entry;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static BrainException failure(Blame blame) {
    return failure(Reason.ERROR, blame);
  }

  private static BrainException failure(Reason reason, Blame blame) {
    return new BrainException(reason, Billing.UNKNOWN, 10, "no answer", null).blamedOn(blame);
  }
}
