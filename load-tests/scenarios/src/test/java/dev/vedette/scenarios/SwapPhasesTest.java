package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwapPhasesTest {
  private static final long AFTERMATH = 100;

  private final SwapPhases phases = new SwapPhases(AFTERMATH);

  @Test
  void beforeTheFirstSwapAllIsCalm() {
    assertThat(phases.of(0)).isEqualTo(SwapPhases.CALM);
  }

  @Test
  void whatLeavesTheGateDuringASwapMeetsItWhenEverItWasCaptured() {
    phases.announced("head");
    assertThat(phases.of(0)).isEqualTo("head");
    assertThat(phases.of(1_000)).isEqualTo("head");
  }

  @Test
  void whatWasUnderWayAtTheActivationMetTheSwapToo() {
    phases.announced("graph");
    phases.activated(1_000);
    assertThat(phases.of(1_000)).isEqualTo("graph");
    assertThat(phases.of(1_001)).isEqualTo(SwapPhases.AFTERMATH);
  }

  @Test
  void afterTheAftermathAllIsCalmAgain() {
    phases.announced("head");
    phases.activated(1_000);
    assertThat(phases.of(1_000 + AFTERMATH)).isEqualTo(SwapPhases.AFTERMATH);
    assertThat(phases.of(1_001 + AFTERMATH)).isEqualTo(SwapPhases.CALM);
  }

  @Test
  void theNextSwapIsOfItsOwnKind() {
    phases.announced("head");
    phases.activated(1_000);
    phases.announced("graph");
    assertThat(phases.of(5_000)).isEqualTo("graph");
  }
}
