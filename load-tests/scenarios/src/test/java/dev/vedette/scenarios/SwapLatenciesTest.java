package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SwapLatenciesTest {
  @Test
  void swapsOfAllKindsAreOneAndTheAftermathIsNeither() {
    SwapLatencies noted = SwapLatencies.none();
    noted.note(SwapPhases.CALM, 1_000, 100);
    noted.note(SwapPhases.AFTERMATH, 50_000, 100);
    noted.note("head", 2_000, 100);
    noted.note("graph", 9_000, 3_000);

    assertThat(noted.calm().events()).isEqualTo(1);
    assertThat(noted.calm().max()).isEqualTo(1, within(0.01));
    assertThat(noted.swap().events()).isEqualTo(2);
    assertThat(noted.swap().p99()).isEqualTo(9, within(0.01));
    assertThat(noted.swap().gateP99()).isEqualTo(3, within(0.01));
    assertThat(noted.byPhase().keySet())
        .containsExactly(SwapPhases.AFTERMATH, SwapPhases.CALM, "graph", "head");
  }

  @Test
  void partsAddUp() {
    SwapLatencies all = SwapLatencies.none();
    SwapLatencies part = SwapLatencies.none();
    part.note("head", 2_000, 100);
    all.add(part);
    all.add(part);
    assertThat(all.swap().events()).isEqualTo(2);
  }

  @Test
  void thePartsRatioIsThatOfTheir99thPercentiles() {
    SwapLatencies part = SwapLatencies.none();
    part.note(SwapPhases.CALM, 2_000, 100);
    part.note("head", 3_000, 100);
    assertThat(SwapResult.Part.of(part).p99Ratio()).isEqualTo(1.5, within(0.01));
  }
}
