package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SwapPlanTest {
  @Test
  void withoutArgumentsThereAreTwoHundredSwapsAtHalfOfTheMaximum() {
    SwapPlan none = SwapPlan.parse();
    assertThat(none.swaps()).isEqualTo(200);
    assertThat(none.perSecond()).isZero();
    assertThat(none.common()).isEqualTo(Arguments.parse());
  }

  @Test
  void itsOwnArgumentsAndTheCommonOnesMayBeMixed() {
    SwapPlan plan =
        SwapPlan.parse(
            "--swaps", "7", "--events", "3000", "--rate", "12.5", "--seconds-between", "3");
    assertThat(plan).isEqualTo(new SwapPlan(7, 12.5, 3, Arguments.parse("--events", "3000")));
  }

  @Test
  void unknownArgumentsAreRefusedAsEverywhere() {
    assertThatThrownBy(() -> SwapPlan.parse("--swaps", "7", "--sawps", "1"))
        .hasMessageContaining("--sawps");
    assertThatThrownBy(() -> SwapPlan.parse("--swaps")).hasMessageContaining("needs a value");
  }

  @Test
  void swapsSoCloseThatNothingLiesBetweenThemAreRefused() {
    assertThatThrownBy(() -> SwapPlan.parse("--seconds-between", "1"))
        .hasMessageContaining("seconds between swaps < 2")
        .hasMessageContaining("1");
  }

  @Test
  void noSwapsAndANegativeRateAreRefused() {
    assertThatThrownBy(() -> SwapPlan.parse("--swaps", "0")).hasMessage("swaps < 1: 0");
    assertThatThrownBy(() -> SwapPlan.parse("--rate", "-1")).hasMessageContaining("-1");
  }
}
