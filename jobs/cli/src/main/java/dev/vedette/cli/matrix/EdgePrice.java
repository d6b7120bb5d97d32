package dev.vedette.cli.matrix;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What so many events cost, brought to a thousand of them, in whole micro-dollars. */
record EdgePrice(BigDecimal coreHourUsd, double coreWatts) {
  private static final BigDecimal NANOS_PER_HOUR = new BigDecimal("3600e9");
  private static final BigDecimal MICROS_PER_USD = new BigDecimal("1e6");
  private static final BigDecimal THOUSAND = new BigDecimal("1000");

  /** Of the machine's time, rounded to the nearest micro-dollar. */
  long microsPerThousand(long cpuNanos, long events) {
    return coreHourUsd
        .multiply(MICROS_PER_USD)
        .multiply(BigDecimal.valueOf(cpuNanos))
        .multiply(THOUSAND)
        .divide(NANOS_PER_HOUR.multiply(BigDecimal.valueOf(events)), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** Of what the ledger says, rounded to the nearest micro-dollar. */
  static long ledgerMicrosPerThousand(long costMicros, long events) {
    return BigDecimal.valueOf(costMicros)
        .multiply(THOUSAND)
        .divide(BigDecimal.valueOf(events), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  double wattHoursPerThousand(long cpuNanos, long events) {
    return coreWatts * cpuNanos / 3600e9 * 1000 / events;
  }
}
