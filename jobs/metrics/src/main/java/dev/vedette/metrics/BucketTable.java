package dev.vedette.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One histogram family being put together: what each set of labels counted in each bucket.
 *
 * <p>Counts go in as observed, each observation in one bucket; the client cumulates them when it
 * writes. Every set of labels gets every bound that any of them has, because a sum over subtasks is
 * only right where all have the same buckets.
 */
final class BucketTable {
  private final SortedSet<Double> bounds = new TreeSet<>(List.of(Double.POSITIVE_INFINITY));
  private final Map<Labels, Map<Double, Long>> counts = new HashMap<>();
  private final Map<Labels, Double> sums = new HashMap<>();

  void count(Labels labels, double bound, long observations) {
    bounds.add(bound);
    counts.computeIfAbsent(labels, key -> new HashMap<>()).put(bound, observations);
  }

  void sum(Labels labels, double sum) {
    sums.put(labels, sum);
  }

  /** Sums whose labels have no bucket: of no histogram, so they are in no data point. */
  long sumsWithoutBuckets() {
    return sums.keySet().stream().filter(labels -> !counts.containsKey(labels)).count();
  }

  List<HistogramDataPointSnapshot> dataPoints() {
    return counts.entrySet().stream().map(row -> dataPoint(row.getKey(), row.getValue())).toList();
  }

  private HistogramDataPointSnapshot dataPoint(Labels labels, Map<Double, Long> observed) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    bounds.forEach(bound -> buckets.bucket(bound, observed.getOrDefault(bound, 0L)));
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(buckets.build())
        .sum(sums.getOrDefault(labels, Double.NaN))
        .build();
  }
}
