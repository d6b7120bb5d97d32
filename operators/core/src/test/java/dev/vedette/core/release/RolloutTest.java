package dev.vedette.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Decision.Step;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.Rollout.Decided;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Rollout rollout = new Rollout(2, Decided.NOTHING);

  @Test
  void withoutATrialItServesWhenEverySubtaskIsReady() {
    assertThat(rollout.report(0, ready(1, null, Tally.NONE), NOW)).isEmpty();
    assertThat(step(rollout.report(1, ready(1, null, Tally.NONE), NOW))).isEqualTo(Step.ACTIVATE);
  }

  @Test
  void aSubtaskThatReportsTwiceCountsOnce() {
    rollout.report(0, ready(1, null, Tally.NONE), NOW);
    assertThat(rollout.report(0, ready(1, null, Tally.NONE), NOW)).isEmpty();
  }

  @Test
  void theTrialIsPooledOverAllSubtasks() {
    ShadowLimits limits = limits(100, 0.1, null);
    rollout.report(0, ready(1, limits, tally(90, 8)), NOW);
    assertThat(step(rollout.report(1, ready(1, limits, tally(5, 0)), NOW))).isEqualTo(Step.TRY);
    assertThat(rollout.report(1, ready(1, limits, tally(9, 0)), NOW)).isEmpty();
    Decision decision = rollout.report(1, ready(1, limits, tally(10, 2)), NOW).orElseThrow();
    assertThat(decision.step()).isEqualTo(Step.ACTIVATE);
    assertThat(decision.tally().events()).isEqualTo(100);
  }

  @Test
  void eachLimitRefusesWithItsOwnReason() {
    assertThat(reasonOf(new ShadowLimits(10, 0.1, 0, 1, null, null), new Tally(10, 2, 5, 0)))
        .isEqualTo(Reason.DISAGREES);
    assertThat(reasonOf(new ShadowLimits(10, 1, 0.6, 1, null, null), new Tally(10, 2, 5, 0)))
        .isEqualTo(Reason.IMPLAUSIBLE);
    assertThat(reasonOf(new ShadowLimits(10, 1, 0, 0.4, null, null), new Tally(10, 2, 5, 0)))
        .isEqualTo(Reason.IMPLAUSIBLE);
    assertThat(reasonOf(new ShadowLimits(10, 1, 0, 1, 9L, null), new Tally(10, 2, 5, 100_000)))
        .isEqualTo(Reason.TOO_SLOW);
    assertThat(
            reasonOf(new ShadowLimits(10, 0.2, 0.5, 0.5, 10L, null), new Tally(10, 2, 5, 100_000)))
        .as("at every limit")
        .isNull();
  }

  @Test
  void oneSubtaskThatRefusesIsEnough() {
    rollout.report(0, ready(1, null, Tally.NONE), NOW);
    Decision decision = rollout.report(1, refused(1, Reason.DAMAGED), NOW).orElseThrow();
    assertThat(decision.step()).isEqualTo(Step.REFUSE);
    assertThat(decision.reason()).isEqualTo(Reason.DAMAGED);
  }

  @Test
  void aTrialThatHasNotSeenEnoughInTimeIsGivenUp() {
    ShadowLimits limits = limits(100, 1, NOW);
    assertThat(rollout.report(0, ready(1, limits, tally(5, 0)), NOW)).isEmpty();
    Decision decision =
        rollout.report(0, ready(1, limits, tally(6, 0)), NOW.plusSeconds(1)).orElseThrow();
    assertThat(decision.reason()).isEqualTo(Reason.UNDECIDED);
    assertThat(decision.detail()).startsWith("1 of 2 subtasks ready and 6 of 100 events tried");
  }

  @Test
  void whoReportsOnWhatIsDecidedIsToldAgain() {
    rollout.report(0, refused(1, Reason.DAMAGED), NOW);
    assertThat(rollout.report(1, ready(1, null, Tally.NONE), NOW))
        .contains(rollout.decided().recent().get(0));
  }

  @Test
  void aRestartKeepsTheDecision() {
    rollout.report(0, refused(3, Reason.DAMAGED), NOW);
    var after = new Rollout(1, rollout.decided());
    assertThat(after.report(0, ready(3, null, Tally.NONE), NOW))
        .contains(rollout.decided().recent().get(0));
    assertThat(reason(after.report(0, ready(2, null, Tally.NONE), NOW)))
        .as("one that was passed over")
        .isEqualTo(Reason.SUPERSEDED);
    assertThat(step(after.report(0, ready(4, null, Tally.NONE), NOW))).isEqualTo(Step.ACTIVATE);
  }

  @Test
  void whatServesStaysActivatedWhateverWasRefusedSince() {
    rollout.report(0, ready(1, null, Tally.NONE), NOW);
    rollout.report(1, ready(1, null, Tally.NONE), NOW);
    rollout.report(0, refused(2, Reason.DAMAGED), NOW);
    var after = new Rollout(1, rollout.decided());
    assertThat(step(after.report(0, ready(1, null, Tally.NONE), NOW))).isEqualTo(Step.ACTIVATE);
  }

  @Test
  void whatWasActivatedOneAfterTheOtherIsActivatedAgainInThatOrder() {
    for (long sequence = 1; sequence <= 3; sequence++) {
      rollout.report(0, ready(sequence, null, Tally.NONE), NOW);
      rollout.report(1, ready(sequence, null, Tally.NONE), NOW);
    }
    for (long sequence = 1; sequence <= 3; sequence++) {
      assertThat(step(rollout.report(0, ready(sequence, null, Tally.NONE), NOW)))
          .isEqualTo(Step.ACTIVATE);
    }
  }

  @Test
  void whatWasDecidedOfAnotherGateIsForgotten() {
    rollout.report(0, refused(5, Reason.DAMAGED), NOW);
    var other = new Report("face", 5, true, null, "", null, Tally.NONE);
    assertThat(rollout.report(0, other, NOW)).isEmpty();
    assertThat(step(rollout.report(1, other, NOW))).isEqualTo(Step.ACTIVATE);
  }

  @Test
  void oneThatSomeSubtasksNeverLoadIsGivenUp() {
    rollout.report(0, ready(1, null, Tally.NONE), NOW);
    assertThat(rollout.report(0, ready(1, null, Tally.NONE), NOW.plusSeconds(599))).isEmpty();
    Decision decision =
        rollout.report(0, ready(1, null, Tally.NONE), NOW.plusSeconds(601)).orElseThrow();
    assertThat(decision.reason()).isEqualTo(Reason.UNDECIDED);
    assertThat(decision.detail()).startsWith("1 of 2 subtasks ready after PT10M");
  }

  @Test
  void aSubtaskThatBeginsAnewIsNoLongerReady() {
    rollout.report(0, ready(1, null, Tally.NONE), NOW);
    rollout.forget(0);
    assertThat(rollout.report(1, ready(1, null, Tally.NONE), NOW)).isEmpty();
    assertThat(step(rollout.report(0, ready(1, null, Tally.NONE), NOW))).isEqualTo(Step.ACTIVATE);
  }

  @Test
  void aFailureInALongTrialIsNoReasonToEndIt() {
    ShadowLimits limits = limits(100, 1, null);
    rollout.report(0, ready(1, limits, Tally.NONE), NOW);
    rollout.report(1, ready(1, limits, Tally.NONE), NOW);
    Instant later = NOW.plusSeconds(3_600);
    rollout.forget(0);
    rollout.forget(1);
    assertThat(rollout.report(0, ready(1, limits, Tally.NONE), later)).isEmpty();
    assertThat(step(rollout.report(1, ready(1, limits, Tally.NONE), later)))
        .as("the trial begins again")
        .isEqualTo(Step.TRY);
  }

  @Test
  void oneThatNobodyEverLoadsIsGivenUpToo() {
    assertThat(rollout.report(0, loading(1), NOW)).isEmpty();
    Decision decision = rollout.report(1, loading(1), NOW.plusSeconds(601)).orElseThrow();
    assertThat(decision.reason()).isEqualTo(Reason.UNDECIDED);
    assertThat(decision.detail()).startsWith("0 of 2 subtasks ready");
  }

  /** Any order of reports, refusals, restarts of subtasks and of the coordinator. */
  @Property(tries = 2_000)
  void noReleaseIsEverBothActivatedAndRefused(
      @ForAll @Size(max = 60) List<@IntRange(max = 239) Integer> steps) {
    var current = new Rollout(3, Decided.NOTHING);
    Map<Long, Decision> decided = new HashMap<>();
    boolean[][] readyNow = new boolean[3][8];
    for (int step : steps) {
      int subtask = step % 3;
      long sequence = 1 + step / 3 % 5;
      int what = step / 15;
      if (what == 0) {
        current = new Rollout(3, current.decided());
        readyNow = new boolean[3][8];
      } else if (what == 1) {
        current.forget(subtask);
        readyNow[subtask] = new boolean[8];
      } else {
        boolean refuses = what == 2;
        readyNow[subtask][(int) sequence] = !refuses;
        Report report =
            refuses ? refused(sequence, Reason.DAMAGED) : ready(sequence, null, Tally.NONE);
        Optional<Decision> decision = current.report(subtask, report, NOW);
        if (decision.isPresent() && decision.get().step() != Step.TRY) {
          Decision told = decision.get();
          Decision before = decided.putIfAbsent(told.sequence(), told);
          assertThat(told.step()).isEqualTo(before == null ? told.step() : before.step());
          if (before == null && told.step() == Step.ACTIVATE) {
            for (boolean[] one : readyNow) {
              assertThat(one[(int) sequence]).as("every subtask is ready").isTrue();
            }
          }
        }
      }
    }
  }

  private static Report loading(long sequence) {
    return new Report("person", sequence, false, null, "", null, Tally.NONE);
  }

  private static @Nullable Reason reasonOf(ShadowLimits limits, Tally tally) {
    return reason(new Rollout(1, Decided.NOTHING).report(0, ready(1, limits, tally), NOW));
  }

  private static @Nullable Reason reason(Optional<Decision> decision) {
    return decision.orElseThrow().reason();
  }

  private static Step step(Optional<Decision> decision) {
    return decision.orElseThrow().step();
  }

  private static ShadowLimits limits(long events, double disagreement, @Nullable Instant decideBy) {
    return new ShadowLimits(events, disagreement, 0, 1, null, decideBy);
  }

  private static Tally tally(long events, long disagreements) {
    return new Tally(events, disagreements, 0, 0);
  }

  private static Report ready(long sequence, @Nullable ShadowLimits limits, Tally tally) {
    return new Report("person", sequence, true, null, "", limits, tally);
  }

  private static Report refused(long sequence, Reason reason) {
    return new Report("person", sequence, false, reason, "because", null, Tally.NONE);
  }
}
