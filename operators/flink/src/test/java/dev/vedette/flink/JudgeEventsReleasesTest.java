package dev.vedette.flink;

import static dev.vedette.flink.FakeReleases.events;
import static dev.vedette.flink.Judging.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Decision;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How another gate comes to serve while the job runs. */
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
      assertThat(judge.stages()).containsExactly(Stage.ANNOUNCED, Stage.ACTIVATED);
      assertThat(judge.lastStatus().serving()).isEqualTo("1.1");
      assertThat(judge.gate.closed).as("the one before is closed").isOne();
      assertThat(judge.metrics.gauge(MetricNames.RELEASE_SEQUENCE)).isEqualTo(1L);
      assertThat(judge.releases.openedBy.getPriority())
          .as("it was opened beside the events, and behind them")
          .isEqualTo(Thread.MIN_PRIORITY);
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
      assertThat(judge.stages()).containsExactly(Stage.ANNOUNCED, Stage.SHADOW);
      assertThat(judge.metrics.count(MetricNames.SHADOW_DISAGREEMENTS)).isOne();
    }
  }

  @Test
  void whatStandsAroundTheGateJudgesEveryEventAndTriesNone() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, events(4, 1)));
      judge.takeRelease();
      judge.sendPositive("e-1", "e-2");
      judge.findNothingMore();
      judge.passUntil(1_000);

      assertThat(judge.releases.judgedAround).isEqualTo(2);
      assertThat(judge.report().tally().events()).isEqualTo(2);
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
      assertThat(judge.lastStatus().reason()).isEqualTo("superseded");
      judge.takeRelease();
      judge.decide();
      assertThat(judge.lastStatus().version()).isEqualTo("1.2");
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.ACTIVATED);
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
      assertThat(judge.lastStatus().version()).isEqualTo("1.1");
      judge.takeRelease();
      judge.decide();
      assertThat(judge.lastStatus().version()).isEqualTo("1.2");
      assertThat(judge.releases.lineages.get(2L)).containsExactly(1L, 2L);
    }
  }

  @Test
  void anActivationThatWonTheRaceAgainstANewerOneHolds() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.announce(judge.releases.head(2, null));
      judge.decide(new Decision(1, Decision.Step.ACTIVATE, null, "", Tally.NONE));
      assertThat(judge.lastStatus().version()).isEqualTo("1.1");
      judge.takeRelease();
      judge.decide();
      assertThat(judge.lastStatus().version()).isEqualTo("1.2");
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
}
