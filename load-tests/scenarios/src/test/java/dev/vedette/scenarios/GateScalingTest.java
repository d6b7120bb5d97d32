package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GateScalingTest {
  @Test
  void aPipelineThatGainsWhatTheEngineGainsHasARatioOfOne() {
    assertThat(GateScaling.Pair.of(100, 160, 200, 320).ratio()).isEqualTo(1, within(1e-9));
  }

  @Test
  void whatThePipelineLosesBeyondTheEngineIsItsOwn() {
    GateScaling.Pair pair = GateScaling.Pair.of(100, 150, 100, 200);
    assertThat(pair.pipelineGain()).isEqualTo(1.5);
    assertThat(pair.engineGain()).isEqualTo(2);
    assertThat(pair.ratio()).isEqualTo(0.75, within(1e-9));
  }
}
