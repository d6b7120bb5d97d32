package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.control.Mode;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Where the cloud has the last word, the gate and the episodes say nothing. */
class EpisodesByModeTest {
  @Test
  void inCloudModeEveryEventIsAskedAboutForItself() throws Exception {
    try (var follow = Following.opened()) {
      follow.orders.give("acme", "door", Mode.CLOUD);
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 1);
      follow.seeNegativeShown("e-3", 2);
      assertThat(follow.asked()).containsExactly("e-1", "e-2", "e-3");
      assertThat(follow.questions())
          .allSatisfy(asked -> assertThat(asked.episodeId()).isEqualTo(asked.header().eventId()));
      assertThat(follow.outcome("rejected") + follow.outcome("repeat")).isZero();
    }
  }

  @Test
  void aDuplicateAndALateEventAreNotAskedAboutThenEither() throws Exception {
    try (var follow = Following.opened()) {
      follow.orders.give("acme", "*", Mode.CLOUD);
      follow.seePositive("e-1", 60);
      follow.seePositive("e-1", 60);
      follow.seePositive("e-2", 0);
      follow.seeNegative("e-3", 0);
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.outcome("duplicate")).isOne();
      assertThat(follow.outcome("late")).isOne();
      assertThat(follow.outcome("rejected")).isOne();
    }
  }

  @Test
  void otherModesAndOtherDevicesAreLeftToTheGate() throws Exception {
    try (var follow = Following.opened()) {
      follow.orders.give("acme", "yard", Mode.CLOUD);
      follow.orders.give("acme", "door", Mode.EDGE);
      follow.seeNegative("e-1", 0);
      follow.seePositive("e-2", 1);
      follow.seePositive("e-3", 2);
      assertThat(follow.asked()).containsExactly("e-2");
    }
  }

  @Test
  void anOrderCountsFromTheNextEventOn() throws Exception {
    try (var follow = Following.opened()) {
      follow.seeNegative("e-1", 0);
      follow.orders.give("*", "*", Mode.CLOUD);
      follow.seeNegativeShown("e-2", 1);
      follow.orders.give("*", "*", Mode.HYBRID);
      follow.seeNegativeShown("e-3", 2);
      assertThat(follow.asked()).containsExactly("e-2");
    }
  }

  /** It was judged before the order came, and is no longer with it. */
  @Test
  void aNegativeEventWithNothingToShowIsNotAskedAbout() throws Exception {
    try (var follow = Following.opened()) {
      follow.orders.give("*", "*", Mode.CLOUD);
      follow.seeNegative("e-1", 0);
      assertThat(follow.asked()).isEmpty();
      assertThat(follow.outcome("rejected")).isOne();
    }
  }

  /** Their first words are out, and calls may be paid for: nobody else would say the last ones. */
  @Test
  void whatWasAskedAboutForItselfBeforeACrashIsAskedAgainThoughTheModeHasChanged()
      throws Exception {
    OperatorSubtaskState checkpoint;
    var log = new OrdersHere();
    log.give("acme", "*", Mode.CLOUD, at(0));
    try (var follow = Following.opened(log)) {
      follow.seePositive("e-1", 0);
      checkpoint = follow.snapshot();
      follow.seePositive("e-2", 1);
      follow.seeNegativeShown("e-3", 2);
      assertThat(follow.asked()).containsExactly("e-1", "e-2", "e-3");
    }
    log.give("acme", "*", Mode.HYBRID, at(3));
    log.openedAnew(at(60));
    try (var follow = Following.restored(checkpoint, 60_000, log)) {
      follow.seePositive("e-2", 1);
      follow.seeNegativeShown("e-3", 2);
      assertThat(follow.asked()).containsExactly("e-2", "e-3");

      // What came after the order is under it, also if it waited for the job.
      follow.seeNegativeShown("e-4", 20);
      follow.seePositive("e-5", 21);
      follow.seePositive("e-6", 22);
      assertThat(follow.asked()).containsExactly("e-2", "e-3", "e-5");
      assertThat(follow.outcome("rejected")).isOne();
      assertThat(follow.outcome("repeat")).isOne();
    }
  }

  @Test
  void whatEndedAtTheEdgeBeforeACrashMayBeAskedAboutAfterIt() throws Exception {
    OperatorSubtaskState checkpoint;
    var log = new OrdersHere();
    try (var follow = Following.opened(log)) {
      follow.seePositive("e-1", 0);
      checkpoint = follow.snapshot();
      follow.seePositive("e-2", 1);
      assertThat(follow.outcome("repeat")).isOne();
    }
    log.give("acme", "*", Mode.CLOUD, at(3));
    log.openedAnew(at(60));
    try (var follow = Following.restored(checkpoint, 60_000, log)) {
      follow.seePositive("e-2", 1);
      assertThat(follow.asked()).containsExactly("e-2");
      assertThat(follow.outcome("repeat")).as("it has one outcome").isZero();
    }
  }

  @Test
  void theBoardIsLeftWithTheOperator() throws Exception {
    var follow = Following.opened();
    follow.close();
    assertThat(follow.orders.closed).isOne();
  }
}
