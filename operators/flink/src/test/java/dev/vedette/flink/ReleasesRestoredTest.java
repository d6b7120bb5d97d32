package dev.vedette.flink;

import static dev.vedette.flink.Judging.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseStatus.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What state tells a restarted job of releases, of one subtask and of several that differ. */
@Timeout(60)
class ReleasesRestoredTest {
  /** How many subtasks the job has that was made larger. */
  private static final int LARGER = 3;

  @Test
  void whatIsOlderThanWhatWasDecidedBeforeARestartIsAReplay() throws Exception {
    OperatorSubtaskState snapshot = afterHeads(1, 2);
    try (var judge = Judging.restored(snapshot, heads(1, 2))) {
      judge.announce(judge.releases.head(1, null));
      judge.findNothingMore();
      assertThat(judge.stages()).containsExactly(Stage.REFUSED);
      assertThat(judge.lastStatus().reason()).isEqualTo("replayed");
      assertThat(judge.lastStatus().serving()).isEqualTo("1.2");
      assertServes(judge, 2);
    }
  }

  /** Nothing but the number in state says so: what was refused serves nowhere. */
  @Test
  void whatWasRefusedBeforeARestartIsAReplayAfterIt() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.releases.damaged.add(1L);
      activate(judge, judge.releases.head(1, null));
      assertThat(judge.lastStatus().reason()).isEqualTo("damaged");
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot, heads(1))) {
      judge.announce(judge.releases.head(1, null));
      assertThat(judge.lastStatus().reason()).isEqualTo("replayed");
      judge.announce(judge.releases.head(2, null));
      assertThat(judge.lastStatus().stage()).as("what is newer is none").isEqualTo(Stage.ANNOUNCED);
    }
  }

  @Test
  void theFurthestOfAllSubtasksServesInEachWhenTheJobIsRescaled() throws Exception {
    for (OperatorSubtaskState share : rescaledInBothOrders(afterHeads(1), afterHeads(1, 2))) {
      try (var judge = Judging.restored(share, heads(1, 2))) {
        assertServes(judge, 2);
        assertThat(judge.statuses()).as("nothing to say").isEmpty();
      }
    }
  }

  @Test
  void whatWasDecidedIsFurtherThanWhatWasOnlyHeardOf() throws Exception {
    OperatorSubtaskState heard;
    try (var judge = Judging.opened()) {
      activate(judge, judge.releases.head(1, null));
      judge.announce(judge.releases.head(2, null));
      judge.announce(judge.releases.thresholds(3));
      heard = judge.snapshot();
    }
    for (OperatorSubtaskState share : rescaledInBothOrders(heard, afterHeads(1, 2))) {
      try (var judge = Judging.restored(share, heads(1, 2))) {
        assertServes(judge, 2);
      }
    }
  }

  @Test
  void whatOneSubtaskHasHeardOfIsTakenUpByAll() throws Exception {
    OperatorSubtaskState heard;
    try (var judge = Judging.opened()) {
      activate(judge, judge.releases.head(1, null));
      judge.announce(judge.releases.head(2, null));
      heard = judge.snapshot();
    }
    for (OperatorSubtaskState share : rescaledInBothOrders(heard, afterHeads(1))) {
      try (var judge = Judging.restored(share, heads(1, 2))) {
        assertThat(judge.stages()).containsExactly(Stage.ANNOUNCED);
        judge.takeRelease();
        judge.decide();
        assertServes(judge, 2);
      }
    }
  }

  @Test
  void aGraphTheHeadOnItAndTheThresholdsOnBothServeAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      activate(judge, judge.releases.graph(1));
      activate(judge, judge.releases.head(2, "1.1", null));
      activate(judge, judge.releases.thresholds(3));
      assertThat(judge.lastStatus().stage()).isEqualTo(Stage.ACTIVATED);
      snapshot = judge.snapshot();
    }
    Consumer<FakeReleases> known =
        releases -> {
          releases.graph(1);
          releases.head(2, "1.1", null);
          releases.thresholds(3);
        };
    try (var judge = Judging.restored(snapshot, known)) {
      assertThat(judge.releases.lineages).containsOnlyKeys(3L);
      assertThat(judge.releases.lineages.get(3L)).containsExactly(1L, 2L, 3L);
      assertServes(judge, 3);
      assertThat(judge.statuses()).as("nothing to say").isEmpty();
    }
  }

  private static OperatorSubtaskState afterHeads(long... sequences) throws Exception {
    try (var judge = Judging.opened()) {
      for (long sequence : sequences) {
        activate(judge, judge.releases.head(sequence, null));
      }
      return judge.snapshot();
    }
  }

  private static Consumer<FakeReleases> heads(long... sequences) {
    return releases -> {
      for (long sequence : sequences) {
        releases.head(sequence, null);
      }
    };
  }

  private static void activate(Judging judge, Announcement announcement) throws Exception {
    judge.announce(announcement);
    judge.takeRelease();
    judge.decide();
  }

  private static List<OperatorSubtaskState> rescaledInBothOrders(
      OperatorSubtaskState one, OperatorSubtaskState other) throws Exception {
    List<OperatorSubtaskState> shares = new ArrayList<>(rescaled(List.of(one, other)));
    shares.addAll(rescaled(List.of(other, one)));
    return shares;
  }

  /**
   * What each subtask of the rescaled job is given: the one of a smaller job, in this order, and
   * those of a larger one, in an order that Flink does not promise.
   */
  private static List<OperatorSubtaskState> rescaled(List<OperatorSubtaskState> snapshots)
      throws Exception {
    var whole =
        AbstractStreamOperatorTestHarness.repackageState(
            snapshots.toArray(new OperatorSubtaskState[0]));
    List<OperatorSubtaskState> shares = new ArrayList<>(List.of(whole));
    for (int subtask = 0; subtask < LARGER; subtask++) {
      shares.add(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              whole, 128, snapshots.size(), LARGER, subtask));
    }
    return shares;
  }

  /** Its gate finds positive what exceeds its sequence. */
  private static void assertServes(Judging judge, long sequence) throws Exception {
    judge.send(arrival("as much", (float) sequence));
    judge.send(arrival("more", (float) sequence + 1));
    judge.findNothingMore();
    assertThat(judge.judged())
        .extracting(one -> one.judgement().positive())
        .containsExactly(false, true);
    assertThat(judge.metrics.gauge(MetricNames.RELEASE_SEQUENCE)).isEqualTo(sequence);
  }
}
