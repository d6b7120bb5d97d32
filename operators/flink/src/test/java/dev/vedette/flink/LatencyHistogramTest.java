package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private final RegisteredMetrics metrics = new RegisteredMetrics();
  private final LatencyHistogram histogram = new LatencyHistogram(metrics.group(), "x_seconds");

  @Test
  void everyObservationIsInOneBucketOnly() {
    histogram.observeMicros(700);
    histogram.observeMicros(700);
    assertThat(bucket("0.001")).isEqualTo(2);
    assertThat(metrics.count("x_seconds_bucket")).isEqualTo(2);
  }

  @Test
  void aBoundBelongsToItsOwnBucket() {
    histogram.observeMicros(10_000);
    histogram.observeMicros(10_001);
    assertThat(bucket("0.01")).isOne();
    assertThat(bucket("0.015")).isOne();
  }

  @Test
  void zeroIsInTheFirstBucketAndHoursAreInTheLast() {
    histogram.observeMicros(0);
    histogram.observeMicros(60_000_000);
    histogram.observeMicros(7_200_000_000L);
    assertThat(bucket("0.0005")).isOne();
    assertThat(bucket("60")).isOne();
    assertThat(bucket("+Inf")).isOne();
  }

  @Test
  void boundsAreSecondsInRisingOrder() {
    List<String> bounds = metrics.labelValues("x_seconds_bucket", "le");
    assertThat(bounds).startsWith("0.0005", "0.001").endsWith("30", "60", "+Inf");
    assertThat(bounds.subList(0, bounds.size() - 1).stream().map(BigDecimal::new))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void theSumIsScaledFromMicroseconds() {
    histogram.observeMicros(1);
    histogram.observeMicros(41);
    assertThat(metrics.count("x_seconds_sum", MetricNames.SCALE, "1e-6")).isEqualTo(42);
  }

  private long bucket(String bound) {
    return metrics.count("x_seconds_bucket", "le", bound);
  }
}
