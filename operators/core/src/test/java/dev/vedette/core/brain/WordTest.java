package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordTest {
  private static final Instant EXPIRY = NOON.plusSeconds(3_600);
  private static final Question UNKEPT = question("e-1", NOON.plusSeconds(10));
  private static final Question WORTH_KEEPING = planned(Deferral.planned(3, EXPIRY));
  private static final Question KEPT = WORTH_KEEPING.after(Reason.OFFLINE);

  @Test
  void whatIsNotKeptIsAnsweredByTheEdgeForGood() {
    Word word = Word.byEdge(UNKEPT, 1, Reason.OFFLINE, NOON, NOON, true);
    assertThat(word.verdict().last()).isTrue();
    assertThat(word.line()).isNull();
  }

  @Test
  void whatMayPassIsAnsweredForNowAndKept() {
    Word word = Word.byEdge(WORTH_KEEPING, 1, Reason.OFFLINE, NOON, NOON, true);
    assertThat(word.verdict().last()).isFalse();
    assertThat(word.verdict().reason()).isEqualTo(Reason.OFFLINE);
    assertThat(word.line().question().deferral())
        .isEqualTo(new Deferral(3, EXPIRY, 1, Reason.OFFLINE));
    assertThat(word.line().round()).isEqualTo(1);
  }

  @Test
  void whatWillNotPassIsAnsweredForGood() {
    Word word = Word.byEdge(WORTH_KEEPING, 1, Reason.REFUSED, NOON, NOON, false);
    assertThat(word.verdict().last()).isTrue();
    assertThat(word.line()).isEqualTo(DeferredLine.ended(WORTH_KEEPING));
  }

  @Test
  void aRoundInVainSaysNothingNew() {
    Word word = Word.byEdge(KEPT, 2, Reason.RATE_LIMITED, NOON, NOON, true);
    assertThat(word.verdict()).isNull();
    assertThat(word.line()).isEqualTo(DeferredLine.inVain(KEPT, Reason.RATE_LIMITED));
    assertThat(word.line().question()).as("it is where it was").isNull();
    assertThat(word.line().round()).isEqualTo(2);
    assertThat(word.line().reason()).isEqualTo(Reason.RATE_LIMITED);
  }

  @Test
  void whenItsTimeIsUpTheEdgeAnswersForGoodWithTheReasonForWhichItWasKept() {
    Word word = Word.byEdge(KEPT, 2, Reason.ERROR, EXPIRY, EXPIRY, true);
    assertThat(word.verdict().last()).isTrue();
    assertThat(word.verdict().revision()).isEqualTo(2);
    assertThat(word.verdict().reason()).isEqualTo(Reason.OFFLINE);
    assertThat(word.line()).isEqualTo(DeferredLine.ended(KEPT));
  }

  @Test
  void whatIsClosedEarlyIsOver() {
    Question closing = KEPT.closing(NOON);
    assertThat(closing.deferral().isOver(NOON)).isTrue();
    assertThat(closing.deferral().round()).isEqualTo(1);
  }

  @Test
  void whatIsAskedAgainStandsWhereItIsRememberedToStand() {
    Question remembered = KEPT.after(Reason.TIMEOUT).withoutPayload();
    Question again = KEPT.askedAgain(remembered, NOON.plusSeconds(9));
    assertThat(again.deadline()).isEqualTo(NOON.plusSeconds(9));
    assertThat(again.deferral()).isEqualTo(new Deferral(3, EXPIRY, 2, Reason.OFFLINE));
    assertThat(again.hasPayload()).isTrue();
    assertThat(remembered.hasPayload()).isFalse();
  }

  /** An earlier run may have kept it, and its event was read again. */
  @Test
  void anAnswerEndsWhatMightHaveBeenKept() {
    Word word = Word.byCloud(WORTH_KEEPING, 1, answer(7), NOON, NOON);
    assertThat(word.line()).isEqualTo(DeferredLine.ended(WORTH_KEEPING));
    assertThat(Word.byCloud(UNKEPT, 1, answer(7), NOON, NOON).line()).isNull();
  }

  @Test
  void aLateAnswerIsTheLastWord() {
    Word word = Word.byCloud(KEPT, 2, answer(7), NOON, NOON);
    assertThat(word.verdict().by()).isEqualTo(Giver.CLOUD);
    assertThat(word.verdict().last()).isTrue();
    assertThat(word.line()).isEqualTo(DeferredLine.ended(KEPT));
  }

  private static Question planned(Deferral deferral) {
    return new Question(
        UNKEPT.inferenceId(),
        UNKEPT.header(),
        UNKEPT.judgement(),
        UNKEPT.episodeId(),
        UNKEPT.evidence(),
        UNKEPT.account(),
        UNKEPT.judgedAt(),
        UNKEPT.gateMicros(),
        UNKEPT.deadline(),
        deferral,
        Question.Stage.WHOLE,
        null,
        null);
  }
}
