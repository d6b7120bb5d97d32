package dev.vedette.core.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.DeferralPolicy.Rule;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeferralPolicyTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final DeferralPolicy policy =
      new DeferralPolicy(
          new LabelRules<>(
              new Rule(1, Duration.ofHours(1)),
              Map.of(
                  "face", new Rule(2, Duration.ofHours(2)),
                  "acme/*", new Rule(3, Duration.ofHours(3)),
                  "acme/face", new Rule(4, Duration.ofHours(4)),
                  "noise", new Rule(0, Duration.ZERO))));

  @Test
  void theRuleThatSaysMostCounts() {
    assertThat(policy.of("acme", "face", NOON)).contains(planned(4));
    assertThat(policy.of("acme", "noise", NOON)).contains(planned(3));
    assertThat(policy.of("other", "face", NOON)).contains(planned(2));
    assertThat(policy.of("other", "person", NOON)).contains(planned(1));
  }

  @Test
  void anAgeOfNothingKeepsNothing() {
    assertThat(policy.of("other", "noise", NOON)).isEmpty();
    assertThat(DeferralPolicy.never().of("acme", "face", NOON)).isEmpty();
  }

  @Test
  void theReasonIsThatOfTheRoundInWhichItShouldHaveBeenAnswered() {
    Deferral again = planned(1).inRound(1, Reason.OFFLINE).inRound(2, Reason.TIMEOUT);
    assertThat(again.round()).isEqualTo(2);
    assertThat(again.reason()).isEqualTo(Reason.OFFLINE);
    assertThat(again.isOver(NOON.plusSeconds(3_599))).isFalse();
    assertThat(again.isOver(NOON.plusSeconds(3_600))).isTrue();
  }

  @Test
  void aRoundAndItsReasonBelongTogether() {
    assertThatThrownBy(() -> new Deferral(1, NOON, 1, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Deferral(1, NOON, 0, Reason.OFFLINE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Deferral planned(int hours) {
    return Deferral.planned(hours, NOON.plus(Duration.ofHours(hours)));
  }
}
