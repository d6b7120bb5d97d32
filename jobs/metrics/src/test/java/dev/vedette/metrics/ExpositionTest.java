package dev.vedette.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other tests believe in must itself refuse what is wrong. */
class ExpositionTest {
  @Test
  void theTwoFormatsAreReadAlike() {
    Exposition text =
        Exposition.ofText("# HELP x_total a b\n# TYPE x_total counter\nx_total 1.0\n");
    Exposition open =
        Exposition.ofOpenMetrics("# TYPE x counter\n# HELP x a b\nx_total{a=\"b\"} 1.0\n# EOF\n");

    assertThat(text.value("x_total")).isEqualTo(1);
    assertThat(text.families().get("x_total").help()).isEqualTo("a b");
    assertThat(open.value("x_total", "a", "b")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x 1",
        "# TYPE x gauge\nx 1\nx 2",
        "# TYPE x gauge\nx 1\n# TYPE y gauge\ny 1\nx{a=\"b\"} 2",
        "# TYPE x gauge\nx 1\n# TYPE x counter\nx 1",
        "# TYPE x gauge",
        "# TYPE x counter\nx 1",
        "# TYPE x_total counter\nx_total -1",
        "# TYPE x_total counter\nx_total NaN",
        "# TYPE x gauge\nx{a=\"b\",a=\"c\"} 1",
        "# TYPE x gauge\nx{a=\"b\"c\"} 1",
        "# TYPE x gauge\nx{a-b=\"c\"} 1",
        "# TYPE x gauge\nx{__a=\"c\"} 1",
        "# TYPE x-y gauge\nx-y 1",
        "# TYPE x gauge\nx one",
        "# TYPE x histogram\nx_bucket{le=\"1.0\"} 1",
        "# TYPE x histogram\nx_bucket{le=\"1.0\"} 2\nx_bucket{le=\"+Inf\"} 1",
        "# TYPE x histogram\nx_bucket{le=\"+Inf\"} 2\nx_bucket{le=\"1.0\"} 2",
        "# TYPE x histogram\nx_bucket{le=\"+Inf\"} 2\nx_count 3",
        "# TYPE x histogram\nx_bucket 2",
      })
  void whatIsWrongIsRefused(String text) {
    assertThatThrownBy(() -> Exposition.ofText(text))
        .isInstanceOfAny(AssertionError.class, NumberFormatException.class);
  }

  @Test
  void openMetricsMustEnd() {
    assertThatThrownBy(() -> Exposition.ofOpenMetrics("# TYPE x gauge\nx 1\n"))
        .isInstanceOf(AssertionError.class);
  }
}
