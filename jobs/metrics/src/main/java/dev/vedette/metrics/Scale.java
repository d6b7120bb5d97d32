package dev.vedette.metrics;

import java.math.BigDecimal;

/**
 * What a value is multiplied by to be shown in the unit its name says.
 *
 * <p>Flink's counters hold whole numbers, so money is counted in micro-dollars and time in
 * nanoseconds; decimal arithmetic keeps 1234567 micro-dollars from being shown as
 * 1.2345669999999998.
 */
record Scale(BigDecimal factor) {
  /** The key of the key-value group that carries the factor; never a label. */
  static final String KEY = "__scale";

  static final Scale ONE = new Scale(BigDecimal.ONE);

  Scale {
    if (factor.signum() <= 0) {
      throw new IllegalArgumentException("scale <= 0: " + factor);
    }
  }

  static Scale of(MetricPlace place) throws MalformedMetricException {
    String factor = place.variables().get(KEY);
    if (factor == null) {
      return ONE;
    }
    try {
      return new Scale(new BigDecimal(factor));
    } catch (IllegalArgumentException e) {
      throw new MalformedMetricException(KEY + " is not a number above 0: " + factor);
    }
  }

  double apply(Number value) {
    double plain = value.doubleValue();
    if (factor.compareTo(BigDecimal.ONE) == 0 || !Double.isFinite(plain)) {
      return plain;
    }
    BigDecimal exact =
        value instanceof Long ? BigDecimal.valueOf(value.longValue()) : BigDecimal.valueOf(plain);
    return exact.multiply(factor).doubleValue();
  }
}
