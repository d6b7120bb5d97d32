package dev.vedette.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final double NO_END = Double.POSITIVE_INFINITY;

  @Test
  void aQuantileLiesOnAStraightLineThroughItsBucket() {
    var buckets = new Buckets(Map.of(0.01, 10.0, 0.02, 20.0, NO_END, 20.0));

    assertThat(buckets.quantile(0.25)).hasValueCloseTo(0.005, within(1e-9));
    assertThat(buckets.quantile(0.5)).hasValueCloseTo(0.01, within(1e-9));
    assertThat(buckets.quantile(0.75)).hasValueCloseTo(0.015, within(1e-9));
    assertThat(buckets.quantile(1)).hasValueCloseTo(0.02, within(1e-9));
  }

  @Test
  void emptyBucketsBeforeTheFirstObservationAreSkipped() {
    var buckets = new Buckets(Map.of(0.01, 0.0, 0.02, 4.0, NO_END, 4.0));

    assertThat(buckets.quantile(0)).hasValueCloseTo(0.01, within(1e-9));
    assertThat(buckets.quantile(0.5)).hasValueCloseTo(0.015, within(1e-9));
  }

  @Test
  void beyondTheLastBoundOnlyTheBoundIsKnown() {
    var buckets = new Buckets(Map.of(0.01, 1.0, NO_END, 2.0));

    assertThat(buckets.quantile(0.99)).hasValue(0.01);
  }

  @Test
  void nothingObservedHasNoQuantile() {
    assertThat(new Buckets(Map.of()).quantile(0.5)).isEmpty();
    assertThat(new Buckets(Map.of(0.01, 0.0, NO_END, 0.0)).quantile(0.5)).isEmpty();
    assertThat(new Buckets(Map.of()).count()).isZero();
  }

  @Test
  void aShareIsNoPercentage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Buckets(Map.of()).quantile(99))
        .withMessage("share is not in 0..1: 99.0");
  }
}
