package dev.vedette.metrics;

import static dev.vedette.metrics.Board.vedette;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource({
    "1e-6, 1234567, 1.234567",
    "0.000001, 3, 0.000003",
    "1e-9, 4999999999, 4.999999999",
    "1e-6, 9223372036854775807, 9223372036854.775807",
    "1e3, 2, 2000",
    "1, 7, 7",
  })
  void countsAreScaledInDecimals(String factor, long count, double shown) throws Exception {
    assertThat(Scale.of(vedette("__scale", factor)).apply(count)).isEqualTo(shown);
  }

  @Test
  void fractionsAreScaledToo() throws Exception {
    Scale thousandth = Scale.of(vedette("__scale", "1e-3"));

    assertThat(thousandth.apply(0.1)).isEqualTo(0.0001);
    assertThat(thousandth.apply(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(thousandth.apply(Double.NaN)).isNaN();
  }

  @Test
  void withoutAScaleValuesStayAsTheyAre() throws Exception {
    assertThat(Scale.of(vedette()).apply(0.1)).isEqualTo(0.1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"micro", "0", "-1", "NaN", "1/1000"})
  void aScaleThatIsNoPositiveNumberIsRefused(String factor) {
    assertThatThrownBy(() -> Scale.of(vedette("__scale", factor)))
        .isInstanceOf(MalformedMetricException.class)
        .hasMessageContaining(factor);
  }
}
