package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyPlanTest {
  @Test
  void halfTheMaximumUnlessItIsSaid() {
    assertThat(LatencyPlan.parse().load()).isEqualTo(0.5);
    LatencyPlan plan = LatencyPlan.parse("--pairs", "3", "--load", "0.25", "--input", "RGB8");

    assertThat(plan.load()).isEqualTo(0.25);
    assertThat(plan.run().pairs()).isEqualTo(3);
    assertThat(plan.run().inputs()).isEqualTo(List.of(Input.RGB8));
  }

  @Test
  void nobodyIsLoadedBeyondWhatItCanDo() {
    for (String load : List.of("0", "1", "-0.5", "NaN")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LatencyPlan.parse("--load", load))
          .withMessageContaining("--load is not between 0 and 1");
    }
  }
}
