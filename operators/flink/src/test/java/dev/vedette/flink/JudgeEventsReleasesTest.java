package dev.vedette.flink;

import static dev.vedette.flink.FakeReleases.events;
import static dev.vedette.flink.Judging.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Decision;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.Tally;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How another gate comes to serve, and what keeps one from it. */
@Timeout(60)
class JudgeEventsReleasesTest {
  @Test
  void aReleaseServesOnceEverySubtaskIsReady() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.send(arrival("old", 1));
      judge.findNothingMore();
      judge.decide();
      judge.send(arrival("new", 1));
      judge.findNothingMore();

      assertThat(judge.judged())
          .extracting(one -> one.judgement().positive())
          .containsExactly(true, false);
      assertThat(stages(judge)).containsExactly(Stage.ANNOUNCED, Stage.ACTIVATED);
      assertThat(last(judge).serving()).isEqualTo("1.1");
      assertThat(judge.gate.closed).as("the one before is closed").isOne();
      assertThat(judge.metrics.gauge(MetricNames.RELEASE_SEQUENCE)).isEqualTo(1L);
    }
  }

  @Test
  void theSwitchFallsBetweenTwoMicroBatches() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.sendPositive("e-1", "e-2");
      judge.decide();

      assertThat(judge.gate.batches).as("judged before the switch").containsExactly(2);
      assertThat(judge.releases.opened.get(1L).batches).isEmpty();
    }
  }

  @Test
  void inShadowBothJudgeAndTheOldOneServes() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, events(4, 1)));
      judge.takeRelease();
      judge.decide();
      judge.send(arrival("e-1", 1));
      judge.send(arrival("e-2", 2));
      judge.send(arrival("e-3", 0));
      judge.findNothingMore();
      judge.passUntil(1_000);

      assertThat(judge.judged())
          .extracting(one -> one.judgement().positive())
          .containsExactly(true, true, false);
      Tally tally = judge.report().tally();
      assertThat(tally.events()).isEqualTo(3);
      assertThat(tally.disagreements()).as("only on e-1").isOne();
      assertThat(tally.positives()).isOne();
      assertThat(stages(judge)).containsExactly(Stage.ANNOUNCED, Stage.SHADOW);
      assertThat(judge.metrics.count(MetricNames.SHADOW_DISAGREEMENTS)).isOne();
    }
  }

  @Test
  void oneThatDisagreesTooOftenIsRefusedAndTheOldOneServesOn() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, events(2, 0.25)));
      judge.takeRelease();
      judge.sendPositive("e-1", "e-2");
      judge.findNothingMore();
      judge.passUntil(1_000);
      judge.decide();

      assertThat(last(judge).reason()).isEqualTo("disagrees");
      assertThat(last(judge).serving()).isEqualTo("1");
      assertThat(judge.releases.opened.get(1L).closed).isOne();
      assertThat(judge.gate.closed).isZero();
    }
  }

  @Test
  void oneThatCannotBeOpenedIsReportedAndRefused() throws Exception {
    try (var judge = Judging.opened()) {
      judge.releases.damaged.add(1L);
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      assertThat(judge.report().objection()).isEqualTo(Reason.DAMAGED);
      judge.decide();
      assertThat(last(judge).reason()).isEqualTo("damaged");
      judge.sendPositive("e-1");
      judge.findNothingMore();
      assertThat(judge.ids()).containsExactly("e-1");
    }
  }

  @Test
  void oneThatFailsOnARealEventIsRefusedAndTheJobGoesOn() throws Exception {
    try (var judge = Judging.opened()) {
      judge.releases.failing.add(1L);
      judge.announce(judge.releases.head(1, events(2, 1)));
      judge.takeRelease();
      judge.sendPositive("e-1", "e-2");
      judge.findNothingMore();
      judge.passUntil(1_000);
      assertThat(judge.report().objection()).isEqualTo(Reason.FAILED_SELF_TEST);
      judge.decide();
      assertThat(last(judge).detail()).contains("it failed on a real event", "out of order");
      assertThat(judge.ids()).containsExactly("e-1", "e-2");
    }
  }

  @Test
  void oneThatHasFailedDoesNotServeThoughItWasDecidedInTheSameSecond() throws Exception {
    try (var judge = Judging.opened()) {
      judge.releases.failing.add(1L);
      judge.announce(judge.releases.head(1, events(2, 1)));
      judge.takeRelease();
      judge.sendPositive("e-1", "e-2");
      judge.findNothingMore();
      judge.decide(new Decision(1, Decision.Step.ACTIVATE, null, "", Tally.NONE));
      assertThat(last(judge).detail()).startsWith("on one subtask: it failed on a real event");
      judge.sendPositive("e-3");
      judge.findNothingMore();
      assertThat(judge.ids()).endsWith("e-3");
    }
  }

  @Test
  void whatCannotBeBelievedIsToldOnce() throws Exception {
    try (var judge = Judging.opened()) {
      judge.tellAgain(new Announcement(FakeReleases.FORGED, new byte[] {1}));
      assertThat(judge.statuses()).isEmpty();
    }
  }

  @Test
  void whatCannotBeBelievedIsRefusedAtOnce() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(new Announcement(FakeReleases.FORGED, new byte[] {1}));

      assertThat(last(judge).reason()).isEqualTo("bad-signature");
      assertThat(judge.coordinator.getEventsSent()).isEmpty();
      assertThat(judge.metrics.count(MetricNames.RELEASES, MetricNames.REASON, "bad-signature"))
          .isOne();
    }
  }

  @Test
  void anOlderSequenceIsAReplay() throws Exception {
    try (var judge = Judging.opened()) {
      Announcement first = judge.releases.head(1, null);
      judge.announce(judge.releases.head(2, null));
      judge.takeRelease();
      judge.decide();
      judge.announce(first);
      assertThat(last(judge).reason()).isEqualTo("replayed");
      int lines = judge.statuses().size();
      judge.announce(judge.releases.head(2, null));
      assertThat(judge.statuses()).as("what serves is no replay of itself").hasSize(lines);
    }
  }

  @Test
  void whatIsToldAgainAndKnownAlreadyIsNoReplay() throws Exception {
    try (var judge = Judging.opened()) {
      Announcement first = judge.releases.head(1, null);
      judge.tellAgain(first);
      judge.tellAgain(first);
      judge.takeRelease();
      judge.decide();
      judge.tellAgain(first);
      assertThat(stages(judge)).containsExactly(Stage.ANNOUNCED, Stage.ACTIVATED);
    }
  }

  @Test
  void aHeadForAnotherGraphIsRefused() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, "7", null));
      judge.decide();
      assertThat(last(judge).reason()).isEqualTo("wrong-base");
    }
  }

  @Test
  void aNewerOneWaitsUntilTheCoordinatorHasLetGoOfTheOlder() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, events(1_000, 1)));
      judge.takeRelease();
      judge.announce(judge.releases.head(2, null));
      assertThat(judge.report().objection()).isEqualTo(Reason.SUPERSEDED);
      judge.decide();
      assertThat(last(judge).reason()).isEqualTo("superseded");
      judge.takeRelease();
      judge.decide();
      assertThat(last(judge).version()).isEqualTo("1.2");
      assertThat(last(judge).stage()).isEqualTo(Stage.ACTIVATED);
      assertThat(judge.releases.opened.get(1L).closed).isOne();
    }
  }

  @Test
  void thresholdsWaitForTheHeadThatTheyStandOn() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, events(2, 1)));
      judge.takeRelease();
      judge.announce(judge.releases.thresholds(2));
      assertThat(judge.report().objection()).as("the head goes on").isNull();
      judge.sendPositive("e-1", "e-2");
      judge.findNothingMore();
      judge.passUntil(1_000);
      judge.decide();
      assertThat(last(judge).version()).isEqualTo("1.1");
      judge.takeRelease();
      judge.decide();
      assertThat(last(judge).version()).isEqualTo("1.2");
      assertThat(judge.releases.lineages.get(2L)).containsExactly(1L, 2L);
    }
  }

  @Test
  void whatServesElsewhereAndCannotBeLoadedHereIsGivenUpAndSaid() throws Exception {
    try (var judge = Judging.opened()) {
      judge.releases.damaged.add(1L);
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.decide(new Decision(1, Decision.Step.ACTIVATE, null, "", Tally.NONE));
      assertThat(last(judge).detail()).startsWith("on one subtask: another hash");
      judge.announce(judge.releases.head(2, null));
      judge.takeRelease();
      judge.decide();
      assertThat(last(judge).stage()).as("the next one is not held up").isEqualTo(Stage.ACTIVATED);
    }
  }

  @Test
  void stateOfAnotherGateIsNotTakenUp() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.decide();
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restoredAs("other", snapshot)) {
      judge.sendPositive("e-1");
      judge.findNothingMore();
      assertThat(judge.judged().get(0).judgement().positive()).isTrue();
      assertThat(judge.statuses()).isEmpty();
    }
  }

  @Test
  void anActivationThatWonTheRaceAgainstANewerOneHolds() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.announce(judge.releases.head(2, null));
      judge.decide(new Decision(1, Decision.Step.ACTIVATE, null, "", Tally.NONE));
      assertThat(last(judge).version()).isEqualTo("1.1");
      judge.takeRelease();
      judge.decide();
      assertThat(last(judge).version()).isEqualTo("1.2");
    }
  }

  @Test
  void afterARestartTheReleaseServesWithoutBeingAnnouncedAgain() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.decide();
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot, releases -> releases.head(1, null))) {
      judge.send(arrival("e-1", 1));
      judge.findNothingMore();
      assertThat(judge.judged().get(0).judgement().positive()).isFalse();
    }
  }

  @Test
  void aTrialGoesOnAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, events(2, 1)));
      judge.takeRelease();
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot, releases -> releases.head(1, events(2, 1)))) {
      judge.takeRelease();
      judge.sendPositive("e-1", "e-2");
      judge.findNothingMore();
      judge.passUntil(1_000);
      judge.decide();
      assertThat(last(judge).stage()).isEqualTo(Stage.ACTIVATED);
    }
  }

  @Test
  void whatServedBeforeARestartAndCannotBeOpenedLeavesTheJobsOwnGate() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.decide();
      snapshot = judge.snapshot();
    }
    try (var judge =
        Judging.restored(
            snapshot,
            releases -> {
              releases.head(1, null);
              releases.damaged.add(1L);
            })) {
      judge.sendPositive("e-1");
      judge.findNothingMore();
      assertThat(judge.judged().get(0).judgement().positive()).isTrue();
      assertThat(last(judge).reason()).isEqualTo("damaged");
      assertThat(last(judge).serving()).isEqualTo("1");
    }
  }

  @Test
  void everyGateIsClosedWithTheOperator() throws Exception {
    var judge = Judging.opened();
    judge.announce(judge.releases.head(1, events(9, 1)));
    judge.takeRelease();
    judge.close();
    assertThat(judge.gate.closed).isOne();
    assertThat(judge.releases.opened.get(1L).closed).isOne();
  }

  private static Iterable<Stage> stages(Judging judge) {
    return judge.statuses().stream().map(ReleaseStatus::stage).toList();
  }

  private static ReleaseStatus last(Judging judge) {
    return judge.statuses().get(judge.statuses().size() - 1);
  }
}
