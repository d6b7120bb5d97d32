package dev.vedette.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/**
 * What one metric of Flink's is to Prometheus.
 *
 * @param family name without the suffix that the role adds
 * @param bound upper bound of a bucket; not a number for every other role
 */
record Series(Role role, String family, Labels labels, double bound) {
  /** What part of which type of family a metric is. */
  enum Role {
    COUNTER,
    GAUGE,
    INFO,
    SUMMARY,
    BUCKET,
    SUM
  }

  Series {
    if ((role == Role.BUCKET) == Double.isNaN(bound)) {
      throw new IllegalArgumentException("bound of a " + role + ": " + bound);
    }
  }

  static Series of(Role role, String family, Labels labels) {
    return new Series(role, family, labels, Double.NaN);
  }
}
