package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.header;
import static dev.vedette.flink.Examples.judged;
import static dev.vedette.flink.Following.DUPLICATE_WINDOW_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.control.Mode;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.watch.DeviceScope;
import dev.vedette.core.watch.WatchRule;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** After a question about a door there is none about the same label for 100 seconds. */
class EpisodesByCooldownTest {
  private static final WatchRules RULES = cooldown(100);

  private static WatchRules cooldown(int seconds) {
    return new WatchRules(
        Map.of(
            new DeviceScope(DeviceScope.ANY, "door", DeviceScope.ANY),
            new WatchRule(null, null, null, null, Duration.ofSeconds(seconds))));
  }

  @Test
  void afterAQuestionThereIsNoOtherAlthoughTheEpisodeIsOver() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 5);
      follow.seePositive("e-3", 50);
      follow.seePositive("e-4", 99);
      follow.seePositive("e-5", 100);
      assertThat(follow.asked()).containsExactly("e-1", "e-5");
      assertThat(follow.outcome("repeat")).isOne();
      assertThat(follow.ignored("cooldown")).isEqualTo(2);
    }
  }

  @Test
  void whoStandsThereWhenItEndsIsAskedAboutThen() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.seePositive("e-1", 0);
      for (int second = 90; second <= 110; second++) {
        follow.seePositive("at-" + second, second);
      }
      assertThat(follow.asked()).containsExactly("e-1", "at-100");
      assertThat(follow.ignored("cooldown")).isEqualTo(10);
      assertThat(follow.outcome("repeat")).isEqualTo(10);
    }
  }

  @Test
  void anEpisodeThatLastsIsAskedAboutAgainOnlyAfterTheCooldown() throws Exception {
    try (var follow = Following.askingAgainAfter(Duration.ofSeconds(40), RULES)) {
      for (int second = 0; second <= 130; second += 5) {
        follow.seePositive("at-" + second, second);
      }
      assertThat(follow.asked()).containsExactly("at-0", "at-100");
      assertThat(follow.outcome("ignored")).isZero();
      assertThat(follow.outcome("repeat")).isEqualTo(25);
    }
  }

  @Test
  void labelsAndDevicesCoolDownForThemselves() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.seePositive("e-1", 0);
      follow.see(judged("e-2", 20, new Judgement("face@1", "int8", "face", 0.9, true)));
      follow.seePositive(header("e-3", "door-8", "door", at(20)));
      assertThat(follow.asked()).containsExactly("e-1", "e-2", "e-3");
    }
  }

  @Test
  void inCloudModeItIsTheLeastTimeBetweenTwoQuestions() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.orders.give("acme", "door", Mode.CLOUD);
      follow.seePositive("e-1", 0);
      follow.seeNegativeShown("e-2", 50);
      follow.seeNegativeShown("e-3", 100);
      assertThat(follow.asked()).containsExactly("e-1", "e-3");
      assertThat(follow.ignored("cooldown")).isOne();
    }
  }

  @Test
  void aQuestionAboutNobodyHoldsBackNobodyThatComes() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.orders.give("acme", "door", Mode.CLOUD);
      follow.seeNegativeShown("e-1", 0);
      follow.seeNegativeShown("e-2", 5);
      follow.orders.give("acme", "door", Mode.HYBRID);
      follow.seePositive("e-3", 10);
      assertThat(follow.asked()).containsExactly("e-1", "e-3");
      assertThat(follow.ignored("cooldown")).isOne();
    }
  }

  @Test
  void itOutlivesARestart() throws Exception {
    OperatorSubtaskState snapshot = afterOneQuestion();
    try (var follow = Following.restored(RULES, snapshot, 0)) {
      follow.seePositive("e-2", 50);
      follow.seePositive("e-3", 100);
      assertThat(follow.asked()).containsExactly("e-3");
      assertThat(follow.ignored("cooldown")).isOne();
    }
  }

  @Test
  void theJobsOwnDowntimeDoesNotEndIt() throws Exception {
    OperatorSubtaskState snapshot = afterOneQuestion();
    try (var follow = Following.restored(RULES, snapshot, 3_600_000)) {
      follow.passUntil(3_600_001);
      follow.seePositive("e-2", 50);
      assertThat(follow.asked()).isEmpty();
    }
  }

  @Test
  void afterARestartTheNewCooldownCounts() throws Exception {
    OperatorSubtaskState snapshot = afterOneQuestion();
    try (var follow = Following.restored(cooldown(40), snapshot, 0)) {
      follow.seePositive("e-2", 39);
      follow.seePositive("e-3", 40);
      assertThat(follow.asked()).containsExactly("e-3");
    }
  }

  @Test
  void aSilenceThatEndsTheDevicesClockDoesNotEndIt() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.seePositive("e-1", 0);
      follow.passUntil(95_000);
      follow.seePositive("e-2", 95);
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.ignored("cooldown")).isOne();
    }
  }

  @Test
  void aClockThatWasSetBackIsNotSilencedByIt() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.seePositive("e-1", 5_000);
      follow.passUntil(90_000);
      follow.seePositive("e-2", 60);
      assertThat(follow.asked()).containsExactly("e-1", "e-2");
    }
  }

  /** Each event that it holds back keeps it, so a job that reads slowly does not forget it. */
  @Test
  void itIsByTheDevicesClockAlsoWhereTheJobIsSlow() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.seePositive("e-1", 0);
      follow.passUntil(90_000);
      follow.seePositive("e-2", 40);
      follow.passUntil(180_000);
      follow.seePositive("e-3", 80);
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.ignored("cooldown")).isEqualTo(2);
    }
  }

  @Test
  void itIsForgottenWithTheDevice() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 50);
      int whileItLasts = follow.stateEntries();
      follow.passUntil(90_000); // the episode, and the device's clock
      assertThat(follow.stateEntries()).isEqualTo(whileItLasts - 2);
      follow.passUntil(100_000);
      assertThat(follow.stateEntries()).isEqualTo(whileItLasts - 3);
      follow.passUntil(DUPLICATE_WINDOW_MILLIS);
      follow.passUntil(2 * DUPLICATE_WINDOW_MILLIS);
      assertThat(follow.stateEntries()).isZero();
      assertThat(follow.timers()).isZero();
    }
  }

  @Test
  void whereTheRuleIsGoneWhatWasKeptOfItGoesToo() throws Exception {
    OperatorSubtaskState snapshot = afterOneQuestion();
    try (var follow = Following.restored(snapshot, 0)) {
      follow.seePositive("e-2", 50);
      assertThat(follow.asked()).containsExactly("e-2");
      for (long millis = 10_000; millis <= 3 * DUPLICATE_WINDOW_MILLIS; millis += 10_000) {
        follow.passUntil(millis);
      }
      assertThat(follow.stateEntries()).isZero();
      assertThat(follow.timers()).isZero();
    }
  }

  @Test
  void withoutACooldownNothingIsKept() throws Exception {
    try (var with = Following.opened(RULES);
        var without = Following.opened()) {
      with.seePositive("e-1", 0);
      without.seePositive("e-1", 0);
      assertThat(without.stateEntries()).isEqualTo(with.stateEntries() - 1);
    }
  }

  private static OperatorSubtaskState afterOneQuestion() throws Exception {
    try (var follow = Following.opened(RULES)) {
      follow.seePositive("e-1", 0);
      return follow.snapshot();
    }
  }
}
