package dev.vedette.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Thresholds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingTest {
  private final Judging judging = new Judging("pump@2", "worn", null, Thresholds.of(0.5));

  @Test
  void aScoreFromTheThresholdOnIsPositive() {
    assertThat(judge(0.5f)).isEqualTo(new Judgement("pump@2", "v", "worn", 0.5, true));
    assertThat(judge(0.25f)).isEqualTo(new Judgement("pump@2", "v", "worn", 0.25, false));
  }

  /** Else one event that a network does not cope with would end the job, again and again. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -0.01f, 1.01f, Float.POSITIVE_INFINITY})
  void anEventWithoutAScoreIsUnreadableAndNoFailure(float score) {
    assertThat(judge(score))
        .isInstanceOfSatisfying(
            Finding.Unreadable.class,
            finding -> {
              assertThat(finding.objection().reason()).isEqualTo(DeadLetterReason.NO_SCORE);
              assertThat(finding.objection().detail()).contains("pump@2 (v)", "" + score);
            });
  }

  private Finding judge(float score) {
    var samples = new Samples(List.of("bar"), 1, new float[] {1});
    return judging.judge(SensorEvents.window(samples), "v", score);
  }
}
