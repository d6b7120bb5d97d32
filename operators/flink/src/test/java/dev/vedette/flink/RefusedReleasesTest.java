package dev.vedette.flink;

import static dev.vedette.flink.FakeReleases.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Decision;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeps a release from serving, and what serves then. */
@Timeout(60)
class RefusedReleasesTest {
  @Test
  void oneThatDisagreesTooOftenIsRefusedAndTheOldOneServesOn() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, events(2, 0.25)));
      judge.takeRelease();
      judge.sendPositive("e-1", "e-2");
      judge.findNothingMore();
      judge.passUntil(1_000);
      judge.decide();

      assertThat(judge.lastStatus().reason()).isEqualTo("disagrees");
      assertThat(judge.lastStatus().serving()).isEqualTo("1");
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
      assertThat(judge.lastStatus().reason()).isEqualTo("damaged");
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
      assertThat(judge.lastStatus().detail()).contains("it failed on a real event", "out of order");
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
      assertThat(judge.stages()).endsWith(Stage.ACTIVATED, Stage.DEGRADED);
      assertThat(judge.lastStatus().detail()).startsWith("it failed on a real event");
      assertThat(judge.lastStatus().serving()).isEqualTo("1");
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

      assertThat(judge.lastStatus().reason()).isEqualTo("bad-signature");
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
      assertThat(judge.lastStatus().reason()).isEqualTo("replayed");
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
      assertThat(judge.stages()).containsExactly(Stage.ANNOUNCED, Stage.ACTIVATED);
    }
  }

  @Test
  void aHeadForAnotherGraphIsRefused() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, "7", null));
      judge.decide();
      assertThat(judge.lastStatus().reason()).isEqualTo("wrong-base");
    }
  }

  @Test
  void whatServesElsewhereAndCannotBeLoadedHereIsGivenUpAndSaid() throws Exception {
    try (var judge = Judging.opened()) {
      judge.releases.damaged.add(1L);
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.decide(new Decision(1, Decision.Step.ACTIVATE, null, "", Tally.NONE));
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.DEGRADED);
      assertThat(judge.lastStatus().detail()).startsWith("another hash");
      judge.announce(judge.releases.head(2, null));
      judge.takeRelease();
      judge.decide();
      assertThat(judge.lastStatus().stage())
          .as("the next one is not held up")
          .isEqualTo(Stage.ACTIVATED);
    }
  }
}
