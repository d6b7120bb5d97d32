package dev.vedette.flink;

import java.math.BigDecimal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * A histogram of seconds whose buckets are counters, so that they add up over subtasks and over
 * restarts of the scraper. Thread-safe.
 */
final class LatencyHistogram {
  /** From half a millisecond to a minute; 10 ms, the gate's bar, is a bound. */
  private static final long[] BOUNDS_MICROS = {
    500,
    1_000,
    1_500,
    2_000,
    3_000,
    4_000,
    5_000,
    6_000,
    8_000,
    10_000,
    15_000,
    20_000,
    30_000,
    50_000,
    75_000,
    100_000,
    150_000,
    200_000,
    300_000,
    500_000,
    750_000,
    1_000_000,
    1_500_000,
    2_000_000,
    3_000_000,
    5_000_000,
    7_500_000,
    10_000_000,
    20_000_000,
    30_000_000,
    60_000_000
  };

  private final Counter[] buckets = new Counter[BOUNDS_MICROS.length + 1];
  private final Counter sumMicros;

  LatencyHistogram(MetricGroup group, String name) {
    for (int i = 0; i < buckets.length; i++) {
      String bound =
          i < BOUNDS_MICROS.length
              ? BigDecimal.valueOf(BOUNDS_MICROS[i], 6).stripTrailingZeros().toPlainString()
              : "+Inf";
      buckets[i] =
          group
              .addGroup(MetricNames.AT_MOST, bound)
              .counter(name + "_bucket", new ThreadSafeSimpleCounter());
    }
    sumMicros =
        group
            .addGroup(MetricNames.SCALE, MetricNames.MICROS)
            .counter(name + "_sum", new ThreadSafeSimpleCounter());
  }

  void observeMicros(long micros) {
    int bucket = 0;
    while (bucket < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[bucket]) {
      bucket++;
    }
    buckets[bucket].inc();
    sumMicros.inc(micros);
  }
}
