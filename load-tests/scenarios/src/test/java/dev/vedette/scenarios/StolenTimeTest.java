package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StolenTimeTest {
  @Test
  void whatTheHypervisorTookIsTheEighthNumberInTicks() {
    assertThat(
            StolenTime.millis(
                List.of(
                    "cpu  3150960 1626620 196023 2320746 5406 0 38001 35250 0 0",
                    "cpu0 1198497 1163523 107554 1173939 4162 0 25666 21310 0 0",
                    "ctxt 12")))
        .hasValue(352_500);
  }

  @Test
  void aKernelThatDoesNotTellHasNoNumber() {
    assertThat(StolenTime.millis(List.of("cpu  1 2 3 4", "ctxt 12"))).isEmpty();
    assertThat(StolenTime.millis(List.of())).isEmpty();
  }
}
