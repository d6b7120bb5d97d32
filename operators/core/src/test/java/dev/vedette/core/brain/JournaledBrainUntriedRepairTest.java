package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.useless;
import static dev.vedette.core.brain.JournaledRun.EPOCH;
import static dev.vedette.core.brain.JournaledRun.kept;
import static dev.vedette.core.brain.JournaledRun.worthKeeping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Admission.Conditions;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A repair that cannot be made now is made later, of a question that is kept. */
class JournaledBrainUntriedRepairTest {
  private static final RetryPolicy THREE_CALLS =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6));
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final JournaledRun run = JournaledRun.withTwoRoads(THREE_CALLS);

  @Test
  void whereItsRoadHasNoPlaceAtTheMomentTheQuestionIsKept() {
    var word = asked(run, worthKeeping("e-1"));
    run.road.closed = Reason.RATE_LIMITED;
    writes(run, "Well.");
    assertKept(word);
    assertThat(run.otherBrain.requestIds).isEmpty();
  }

  @Test
  void withoutTimeForAnotherCallTheQuestionIsKept() {
    var word = asked(run, worthKeeping("e-1"));
    run.time.pass(JournaledRun.PATIENCE.minusMillis(499));
    writes(run, "Well.");
    assertKept(word);
  }

  @Test
  void whereAllCallsAreUsedUpTheQuestionIsKept() {
    var once = new JournaledRun(RetryPolicy.once());
    var word = asked(once, worthKeeping("e-1"));
    writes(once, "Well.");
    assertKept(word);
  }

  @Test
  void aRepairThatFailsOnItsRoadIsMadeLaterToo() {
    var word = asked(run, worthKeeping("e-1"));
    writes(run, "Well.");
    run.acknowledge();
    run.road.closed = Reason.BREAKER_OPEN;
    run.otherRoad.closed = Reason.BREAKER_OPEN;
    run.brain.calls.remove().failFor(BrainException.Blame.ROAD);
    run.acknowledge();
    assertThat(word.getNow(null).verdict().last()).isFalse();
    assertThat(word.getNow(null).verdict().reason()).isEqualTo(Reason.ERROR);
  }

  @Test
  void underAnOrderThatForbidsItTheEdgeAnswersForGood() {
    var word = asked(run, worthKeeping("e-1"));
    run.barred = true;
    writes(run, "Well.");
    assertForGood(word, Reason.EDGE_MODE);
  }

  @Test
  void whatWasKeptBeforeTheOrderWaitsOn() {
    Grant kept = kept("e-1");
    var word = asked(run, kept);
    run.barred = true;
    writes(run, "Well.");
    assertThat(word.getNow(null).verdict()).isNull();
    assertThat(word.getNow(null).line())
        .isEqualTo(DeferredLine.inVain(kept.question(), Reason.REFUSED));
  }

  @Test
  void whatWasRepairedInVainIsNotKept() {
    var word = asked(run, worthKeeping("e-1"));
    writes(run, "Well.");
    run.acknowledge();
    writes(run, "Well, well.");
    assertForGood(word, Reason.REFUSED);
  }

  @Test
  void whereNothingWasWrittenNothingIsKeptToBeRepaired() {
    var word = asked(run, worthKeeping("e-1"));
    writes(run, "");
    assertForGood(word, Reason.REFUSED);
  }

  @Test
  void twoUselessAnswersOfAHedgedPairAreEnough() {
    var hedging = JournaledRun.hedging(THREE_CALLS, new HedgePolicy(SLOW, 1));
    var word = asked(hedging, worthKeeping("e-1"));
    hedging.time.pass(SLOW);
    hedging.acknowledge();
    writes(hedging, "Well.");
    writes(hedging, "Hm.");
    assertForGood(word, Reason.REFUSED);
  }

  @Test
  void whatIsKeptIsRepairedWhenItIsAskedAgain() {
    var word = asked(run, worthKeeping("e-1"));
    run.road.closed = Reason.RATE_LIMITED;
    writes(run, "Well.");
    run.road.closed = null;

    var repaired = asked(run, grantedAgain(word.getNow(null).line().question()));
    assertThat(run.brain.requestIds).last().asString().endsWith("-2");
    assertThat(run.brain.calls.element().question().useless()).isEqualTo(useless("Well.", 300));
    writes(run, "Well, well.");
    assertForGood(repaired, Reason.REFUSED);
  }

  /** By one who has read what this run wrote. */
  private Grant grantedAgain(Question question) {
    JournaledCall known = JournaledCall.NONE;
    for (LedgerLine line : run.journal.lines) {
      known = known.with(line);
    }
    var admission =
        new Admission(
            new RateCap(60, Duration.ofMinutes(1), 20),
            LabelRules.always(VerdictPolicy.IMMEDIATE),
            9);
    var decision =
        admission.decide(
            question,
            known,
            new Conditions(0, new JournalPosition(0, EPOCH + 30), null, Reason.TIMEOUT, ample()),
            run.time.instant());
    return ((Admission.Decision.Granted) decision).grant();
  }

  private static CompletableFuture<Word> asked(JournaledRun run, Grant grant) {
    var word = run.answer(grant);
    run.acknowledge();
    return word;
  }

  private static void writes(JournaledRun run, String text) {
    run.brain.calls.remove().writeElse(text, 300);
    run.acknowledge();
  }

  private static void assertKept(CompletableFuture<Word> word) {
    assertThat(word).isCompleted();
    assertThat(word.getNow(null).verdict().reason()).isEqualTo(Reason.REFUSED);
    assertThat(word.getNow(null).verdict().last()).isFalse();
    assertThat(word.getNow(null).line().question().deferral())
        .isEqualTo(new Deferral(1, NOON.plusSeconds(3_600), 1, Reason.REFUSED));
  }

  private static void assertForGood(CompletableFuture<Word> word, Reason reason) {
    assertThat(word).isCompleted();
    assertThat(word.getNow(null).verdict().reason()).isEqualTo(reason);
    assertThat(word.getNow(null).verdict().last()).isTrue();
    assertThat(word.getNow(null).line().question()).isNull();
  }
}
