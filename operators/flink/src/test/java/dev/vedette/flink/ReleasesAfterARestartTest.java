package dev.vedette.flink;

import static dev.vedette.flink.FakeReleases.events;
import static dev.vedette.flink.Judging.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.ReleaseStatus.Stage;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a restart makes of releases. */
@Timeout(60)
class ReleasesAfterARestartTest {
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
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.ACTIVATED);
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
      assertThat(judge.lastStatus().reason()).isEqualTo("damaged");
      assertThat(judge.lastStatus().serving()).isEqualTo("1");
    }
  }
}
