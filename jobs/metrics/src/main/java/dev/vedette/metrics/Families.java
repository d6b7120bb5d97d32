package dev.vedette.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The families of one scrape, filled series by series.
 *
 * <p>Two families may want one name: different operators, or a histogram {@code x} and a gauge
 * {@code x_count}. Prometheus would refuse the whole answer, so one of them is left out, always the
 * same one: histograms go first, then counters, summaries, infos and gauges.
 */
final class Families {
  private final HelpTexts helpTexts;
  private final LeftOut leftOut;
  private final Map<String, BucketTable> histograms = new TreeMap<>();
  private final Map<String, List<CounterDataPointSnapshot>> counters = new TreeMap<>();
  private final Map<String, List<SummaryDataPointSnapshot>> summaries = new TreeMap<>();
  private final Map<String, List<InfoDataPointSnapshot>> infos = new TreeMap<>();
  private final Map<String, List<GaugeDataPointSnapshot>> gauges = new TreeMap<>();
  private final Set<String> taken = new HashSet<>(Set.of(LeftOut.FAMILY));
  private final List<MetricSnapshot> snapshots = new ArrayList<>();

  Families(HelpTexts helpTexts, LeftOut leftOut) {
    this.helpTexts = helpTexts;
    this.leftOut = leftOut;
  }

  BucketTable histogram(String family) {
    return histograms.computeIfAbsent(family, key -> new BucketTable());
  }

  void counter(String family, CounterDataPointSnapshot point) {
    counters.computeIfAbsent(family, key -> new ArrayList<>()).add(point);
  }

  void summary(String family, SummaryDataPointSnapshot point) {
    summaries.computeIfAbsent(family, key -> new ArrayList<>()).add(point);
  }

  void info(String family, InfoDataPointSnapshot point) {
    infos.computeIfAbsent(family, key -> new ArrayList<>()).add(point);
  }

  void gauge(String family, GaugeDataPointSnapshot point) {
    gauges.computeIfAbsent(family, key -> new ArrayList<>()).add(point);
  }

  void leaveOut(LeftOut.Reason reason, String family, String complaint) {
    leftOut.add(reason, 1, family, complaint);
  }

  /**
   * The families, by name, and within them the series by label; to be called once.
   *
   * @param wanted which of them, by name without suffix
   */
  MetricSnapshots snapshots(Predicate<String> wanted) {
    histograms.forEach(
        (family, table) -> {
          long sums = table.sumsWithoutBuckets();
          if (sums > 0) {
            leftOut.add(LeftOut.Reason.NO_BUCKETS, sums, family, "a sum without buckets");
          }
          add(family, "", table.dataPoints(), HistogramSnapshot::new, "_bucket", "_sum", "_count");
        });
    counters.forEach((family, p) -> add(family, "_total", p, CounterSnapshot::new, "_total"));
    summaries.forEach((family, p) -> add(family, "", p, SummarySnapshot::new, "_sum", "_count"));
    infos.forEach((family, p) -> add(family, "_info", p, InfoSnapshot::new, "_info"));
    gauges.forEach((family, p) -> add(family, "", p, GaugeSnapshot::new));
    snapshots.add(leftOut.snapshot());
    return new MetricSnapshots(
        snapshots.stream()
            .filter(one -> wanted.test(one.getMetadata().getPrometheusName()))
            .toList());
  }

  private <T> void add(
      String family,
      String shownSuffix,
      List<T> points,
      BiFunction<MetricMetadata, Collection<T>, MetricSnapshot> type,
      String... suffixes) {
    if (points.isEmpty()) {
      return;
    }
    Set<String> names = new HashSet<>(Set.of(family));
    for (String suffix : suffixes) {
      names.add(family + suffix);
    }
    if (names.stream().anyMatch(taken::contains)) {
      leftOut.add(
          LeftOut.Reason.CLASH,
          points.size(),
          family + shownSuffix,
          "the name is taken by a family of another type, rename one of them");
      return;
    }
    taken.addAll(names);
    MetricMetadata metadata = new MetricMetadata(family, helpTexts.of(family + shownSuffix));
    snapshots.add(type.apply(metadata, points));
  }
}
