package dev.vedette.flink;

import static dev.vedette.flink.FakeReleases.events;
import static dev.vedette.flink.Judging.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Decision;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.Tally;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a restart makes of releases. */
@Timeout(60)
class ReleasesAfterARestartTest {
  private static OperatorSubtaskState withARelease() throws Exception {
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.decide();
      return judge.snapshot();
    }
  }

  @Test
  void stateOfAnotherGateIsNotTakenUp() throws Exception {
    OperatorSubtaskState snapshot = withARelease();
    try (var judge = Judging.restoredAs("other", snapshot)) {
      judge.sendPositive("e-1");
      judge.findNothingMore();
      assertThat(judge.judged().get(0).judgement().positive()).isTrue();
      assertThat(judge.statuses()).isEmpty();
    }
  }

  @Test
  void afterARestartTheReleaseServesWithoutBeingAnnouncedAgain() throws Exception {
    OperatorSubtaskState snapshot = withARelease();
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
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.ACTIVATED);
    }
  }

  @Test
  void whatServedBeforeARestartAndCannotBeOpenedLeavesTheJobsOwnGate() throws Exception {
    OperatorSubtaskState snapshot = withARelease();
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
      assertThat(judge.lastStatus().reason()).isEqualTo("damaged");
      assertThat(judge.lastStatus().serving()).isEqualTo("1");
    }
  }

  /** So that the restart after it finds the same in the state of every subtask. */
  @Test
  void whatWasDecidedAndCannotServeHereStaysInState() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.releases.damaged.add(1L);
      judge.announce(judge.releases.head(1, null));
      judge.takeRelease();
      judge.decide(new Decision(1, Decision.Step.ACTIVATE, null, "", Tally.NONE));
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot, releases -> releases.head(1, null))) {
      judge.send(arrival("e-1", 1));
      judge.findNothingMore();
      assertThat(judge.judged().get(0).judgement().positive()).as("it serves now").isFalse();
    }
  }

  @Test
  void whatIsReleasedLaterStandsOnWhatWasDecidedAndNotOnWhatServesInstead() throws Exception {
    OperatorSubtaskState snapshot = withARelease();
    try (var judge =
        Judging.restored(
            snapshot,
            releases -> {
              releases.head(1, null);
              releases.damaged.add(1L);
            })) {
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.DEGRADED);
      judge.announce(judge.releases.thresholds(2));
      judge.takeRelease();
      judge.decide();
      assertThat(judge.releases.lineages.get(2L)).containsExactly(1L, 2L);
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.ACTIVATED);
    }
  }

  @Test
  void thresholdsDoNotStandOnAHeadThatIsNoLongerBelieved() throws Exception {
    OperatorSubtaskState snapshot = withARelease();
    try (var judge = Judging.restored(snapshot)) { // its key is gone
      assertThat(judge.lastStatus().reason()).isEqualTo("bad-signature");
      assertThat(judge.lastStatus().version()).isEmpty();
      judge.announce(judge.releases.thresholds(2));
      judge.decide();
      assertThat(judge.lastStatus().reason()).isEqualTo("wrong-base");
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot, releases -> releases.head(1, null))) {
      judge.send(arrival("e-1", 1));
      judge.findNothingMore();
      assertThat(judge.judged().get(0).judgement().positive()).as("it is believed again").isFalse();
    }
  }

  @Test
  void anObjectionIsSaidUntilItIsHeard() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, "7", null));
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot, releases -> releases.head(1, "7", null))) {
      judge.coordinator.getEventsSent().clear(); // nobody could answer yet
      judge.passUntil(1_000);
      judge.decide();
      assertThat(judge.lastStatus().reason()).isEqualTo("wrong-base");
    }
  }

  @Test
  void aHeadTakesThePlaceOfOneThatIsNoLongerBelieved() throws Exception {
    OperatorSubtaskState snapshot = withARelease();
    try (var judge = Judging.restored(snapshot)) { // its key is gone
      judge.announce(judge.releases.head(2, null));
      judge.takeRelease();
      judge.decide();
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.ACTIVATED);
      assertThat(judge.releases.lineages.get(2L)).containsExactly(2L);
    }
  }

  @Test
  void whatWaitedIsTakenUpOnceItsKeyIsBack() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.announce(judge.releases.head(1, null));
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot)) { // its key is not there yet
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot, releases -> releases.head(1, null))) {
      judge.takeRelease();
      judge.decide();
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.ACTIVATED);
    }
  }
}
