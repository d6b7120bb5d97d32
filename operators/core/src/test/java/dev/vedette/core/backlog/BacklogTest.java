package dev.vedette.core.backlog;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.backlog.KeptQuestions.judged;
import static dev.vedette.core.backlog.KeptQuestions.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BacklogTest {
  private static final Duration AWAY = Duration.ofMinutes(10);
  private static final BacklogBounds ROOMY = new BacklogBounds(10_000, 1_000_000, AWAY);

  private final Backlog backlog = new Backlog(ROOMY);

  @Test
  void theHighestPriorityIsAskedFirstAndOfItTheOneThatIsOverFirst() {
    keep(kept("low", 1, 60));
    keep(kept("late", 5, 90));
    keep(kept("soon", 5, 30));
    assertThat(asked(2)).containsExactly("soon", "late");
    assertThat(asked(2)).containsExactly("low");
    assertThat(asked(2)).isEmpty();
    assertThat(backlog.away()).isEqualTo(3);
  }

  @Test
  void withoutRoomNothingIsAsked() {
    keep(kept("e-1", 1, 60));
    assertThat(asked(0)).isEmpty();
    assertThat(asked(-1)).isEmpty();
    assertThat(backlog.size()).isEqualTo(1);
  }

  @Test
  void afterTheFirstRoundItIsAskedAtOnceAndThenRestsLongerAndLonger() {
    List<Long> rests = new ArrayList<>();
    for (int round = 1; round <= 9; round++) {
      Kept kept = kept("e-1", 1, 3_600, round, 7);
      rests.add(Duration.between(NOON, kept.restsUntil()).toSeconds());
    }
    assertThat(rests).containsExactly(0L, 2L, 4L, 8L, 16L, 32L, 64L, 64L, 64L);
    keep(kept("e-1", 1, 3_600, 3, 7));
    assertThat(backlog.due(at(4).minusMillis(1), 1)).isEmpty();
    assertThat(backlog.due(at(4), 1)).hasSize(1);
  }

  /**
   * Where the first of those that are recalled together finds out, the others have no part in it.
   */
  @ParameterizedTest
  @EnumSource(names = {"BREAKER_OPEN", "SATURATED", "RATE_LIMITED", "EDGE_MODE"})
  void aRoundInWhichNobodyWasAskedDoesNotMakeItRestLonger(Reason reason) {
    Kept kept = kept("e-1", 1, 3_600);
    for (int round = 2; round <= 9; round++) {
      kept = kept.after(round, reason, NOON);
      assertThat(kept.restsUntil()).isEqualTo(at(2));
    }
    kept = kept.after(10, Reason.TIMEOUT, at(10));
    assertThat(kept.restsUntil()).isEqualTo(at(12));
    kept = kept.after(11, Reason.TIMEOUT, at(20));
    assertThat(kept.restsUntil()).isEqualTo(at(24));
    kept = kept.after(12, reason, at(30));
    assertThat(kept.restsUntil()).as("as long as before").isEqualTo(at(34));
    assertThat(kept.after(12, Reason.TIMEOUT, at(40)).restsUntil())
        .as("the same round, said twice")
        .isEqualTo(at(44));
  }

  @Test
  void whatIsTooOldIsClosedEvenWithoutRoom() {
    keep(kept("e-1", 1, 60));
    keep(kept("e-2", 1, 61));
    assertThat(backlog.due(at(60), 0)).containsExactly(new Recall(kept("e-1", 1, 60), true));
    assertThat(backlog.waiting()).containsExactly(kept("e-2", 1, 61));
    assertThat(backlog.asked()).as("closing takes nobody's room").isZero();
  }

  @Test
  void aThousandAreClosedAtOnceAtMost() {
    for (int i = 0; i < 1_500; i++) {
      keep(kept("e-" + i, 1, 60));
    }
    assertThat(backlog.due(at(60), 0)).hasSize(1_000);
    assertThat(backlog.due(at(60), 0)).hasSize(500);
  }

  @Test
  void theLowestPriorityMakesRoomAndOfItTheOldest() {
    var small = new Backlog(new BacklogBounds(2, 1_000, AWAY));
    small.keep(kept("old", 1, 30), false);
    small.keep(kept("young", 1, 60), false);
    assertThat(small.crowdedOut()).isZero();
    small.keep(kept("high", 2, 10), false);
    assertThat(small.crowdedOut()).isEqualTo(1);
    assertThat(small.due(NOON, 0)).containsExactly(new Recall(kept("old", 1, 30), true));
    small.keep(kept("lowest", 0, 90), false);
    assertThat(small.crowdedOut()).as("it has no room itself").isEqualTo(2);
    assertThat(small.due(NOON, 0)).containsExactly(new Recall(kept("lowest", 0, 90), true));
  }

  @Test
  void whatWasCrowdedOutAndEndedIsNotClosedOnceMore() {
    var small = new Backlog(new BacklogBounds(1, 1_000, AWAY));
    small.keep(kept("old", 1, 30), false);
    small.keep(kept("high", 2, 10), false);
    small.ended("old", false);
    assertThat(small.due(NOON, 0)).isEmpty();
  }

  @Test
  void whatWasCrowdedOutAndIsKeptAnewIsRecalledOnce() {
    var small = new Backlog(new BacklogBounds(1, 1_000, AWAY));
    small.keep(kept("old", 1, 30), false);
    small.keep(kept("high", 2, 10), false);
    small.ended("high", false);
    small.keep(kept("old", 1, 30), false);
    assertThat(small.due(NOON, 9)).containsExactly(new Recall(kept("old", 1, 30), false));
  }

  @Test
  void bytesAreBoundedToo() {
    var small = new Backlog(new BacklogBounds(100, 25, AWAY));
    small.keep(kept("e-1", 1, 30), false);
    small.keep(kept("e-2", 1, 60), false);
    assertThat(small.bytes()).isEqualTo(20);
    small.keep(kept("e-3", 1, 90), false);
    assertThat(small.crowdedOut()).isEqualTo(1);
    assertThat(small.bytes()).isEqualTo(20);
  }

  @Test
  void ofTwoCopiesTheOneThatIsNotOlderCounts() {
    keep(kept("e-1", 1, 60));
    keep(kept("e-1", 1, 60, 2, 99));
    keep(kept("e-1", 1, 60, 1, 100));
    assertThat(backlog.size()).isEqualTo(1);
    assertThat(backlog.due(at(10), 5))
        .extracting(recall -> recall.kept().offset())
        .containsExactly(99L);
  }

  @Test
  void aRoundInVainLeavesItWhereItStands() {
    keep(kept("e-1", 1, 60));
    asked(1);
    inVain("e-1", 2, Reason.TIMEOUT, NOON);
    assertThat(backlog.away()).isZero();
    assertThat(backlog.due(at(1), 1)).as("it rests").isEmpty();
    assertThat(backlog.due(at(2), 1))
        .extracting(Recall::kept)
        .allSatisfy(again -> assertThat(again.offset()).isEqualTo(7))
        .allSatisfy(again -> assertThat(again.round()).isEqualTo(2))
        .hasSize(1);
    inVain("never-heard-of", 2, Reason.TIMEOUT, NOON);
    assertThat(backlog.size()).isZero();
  }

  @Test
  void theReasonOfTheFirstRoundStays() {
    keep(kept("e-1", 1, 60));
    asked(1);
    inVain("e-1", 2, Reason.TIMEOUT, NOON);
    assertThat(backlog.waiting())
        .extracting(kept -> kept.question().deferral().reason())
        .containsExactly(Reason.OFFLINE);
  }

  @Test
  void whatHasEndedIsForgottenWhereverItStands() {
    keep(kept("e-1", 1, 60));
    keep(kept("e-2", 1, 60));
    asked(1);
    backlog.ended("e-1", false);
    backlog.ended("e-2", false);
    backlog.ended("never-heard-of", false);
    assertThat(backlog.size() + backlog.away()).isZero();
    assertThat(backlog.bytes()).isZero();
    assertThat(backlog.due(at(99), 9)).isEmpty();
  }

  @Test
  void whatIsNotHeardOfForLongWaitsAgain() {
    keep(kept("e-1", 1, 3_600));
    assertThat(asked(1)).containsExactly("e-1");
    assertThat(backlog.due(NOON.plus(AWAY).minusMillis(1), 1)).isEmpty();
    assertThat(backlog.due(NOON.plus(AWAY), 1)).hasSize(1);
  }

  @Test
  void whatWaitsAgainAndHasNoRoomAnyMoreIsCountedToo() {
    var small = new Backlog(new BacklogBounds(1, 1_000, AWAY));
    small.keep(kept("low", 1, 3_600), false);
    assertThat(small.due(NOON, 1)).hasSize(1);
    small.keep(kept("high", 2, 3_600), false);
    assertThat(small.due(NOON.plus(AWAY), 0)).hasSize(1).allMatch(Recall::close);
    assertThat(small.crowdedOut()).isEqualTo(1);
  }

  /**
   * One rule keeps them for minutes, another for hours: the one that is over last may be oldest.
   */
  @Test
  void theOldestIsTheOneThatWasJudgedFirstWhicheverIsOverFirst() {
    keep(judged("old", at(0), 36_000));
    keep(judged("young", at(50), 60));
    assertThat(backlog.oldest()).contains(at(0));
    keep(judged("older", at(-10), 72_000));
    assertThat(backlog.oldest()).contains(at(-10));
    backlog.ended("older", false);
    backlog.ended("old", false);
    assertThat(backlog.oldest()).contains(at(50));
    backlog.ended("young", false);
    assertThat(backlog.oldest()).isEmpty();
  }

  @Test
  void theOldestMayBeUnderWayButNotToBeClosed() {
    keep(judged("old", at(0), 100));
    keep(judged("young", at(50), 36_000));
    assertThat(ids(backlog.due(at(60), 1))).containsExactly("old");
    assertThat(backlog.oldest()).contains(at(0));
    inVain("old", 2, Reason.TIMEOUT, at(60));
    assertThat(backlog.oldest()).contains(at(0));
    assertThat(backlog.due(at(100), 0)).hasSize(1).allMatch(Recall::close);
    assertThat(backlog.oldest()).contains(at(50));
  }

  /** Kept, recalled and ended in any order: nothing is lost, and nothing recalled twice. */
  @Property
  void everyQuestionLeavesOnce(
      @ForAll @Size(max = 200) List<@IntRange(max = 59) Integer> steps,
      @ForAll @IntRange(min = 1, max = 5) int most) {
    var bounded = new Backlog(new BacklogBounds(most, 1_000, AWAY.multipliedBy(10)));
    Map<String, Integer> recalls = new HashMap<>();
    List<String> kept = new ArrayList<>();
    for (int step : steps) {
      if (step % 3 == 0) {
        for (Recall recall : bounded.due(at(step), step % 4)) {
          recalls.merge(recall.kept().inferenceId(), 1, Integer::sum);
        }
      } else {
        String id = "e-" + kept.size();
        kept.add(id);
        bounded.keep(kept(id, step % 3, step), false);
      }
      assertThat(bounded.bytes()).isLessThanOrEqualTo(most * 10L);
    }
    bounded
        .due(at(1_000), 0)
        .forEach(recall -> recalls.merge(recall.kept().inferenceId(), 1, Integer::sum));
    assertThat(recalls.keySet()).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(recalls.values()).allMatch(times -> times == 1);
  }

  private void keep(Kept kept) {
    backlog.keep(kept, false);
  }

  private void inVain(String id, int round, Reason reason, Instant at) {
    backlog.inVain(id, round, reason, at, false);
  }

  private List<String> asked(int room) {
    return ids(backlog.due(NOON, room));
  }

  private static List<String> ids(List<Recall> recalls) {
    return recalls.stream()
        .filter(recall -> !recall.close())
        .map(recall -> recall.kept().question().header().eventId())
        .toList();
  }

  private static Instant at(long seconds) {
    return NOON.plusSeconds(seconds);
  }
}
