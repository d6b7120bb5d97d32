package dev.vedette.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/**
 * One scrape: every metric read once.
 *
 * <p>Metrics run code of the job, of connectors and of Flink, so any of them may fail, or be of a
 * job whose classes are gone. One that does costs its own series, never the scrape.
 */
final class Scrape {
  private final Families families;

  private Scrape(Families families) {
    this.families = families;
  }

  /**
   * @param wanted which families are read, by name without suffix; all, where it wants to know what
   *     was left out
   */
  static MetricSnapshots of(
      RegisteredMetrics metrics,
      HelpTexts helpTexts,
      Complaints complaints,
      Predicate<String> wanted) {
    Families families = new Families(helpTexts, new LeftOut(complaints));
    Scrape scrape = new Scrape(families);
    boolean all = wanted.test(LeftOut.FAMILY);
    Map<String, Boolean> known = new HashMap<>();
    metrics.forEachNewest(
        (series, registered) -> {
          if (all || known.computeIfAbsent(series.family(), wanted::test)) {
            scrape.read(series, registered);
          }
        });
    return families.snapshots(wanted);
  }

  private void read(Series series, RegisteredMetric registered) {
    try {
      switch (series.role()) {
        case COUNTER -> registered.read().ifPresent(value -> count(series, value));
        case GAUGE -> registered.read().ifPresent(value -> gauge(series, value));
        case INFO -> registered.read().ifPresent(value -> info(series, value));
        case SUM -> registered.read().ifPresent(value -> sum(series, value));
        case BUCKET -> bucket(series, (Counter) registered.metric());
        case SUMMARY -> summary(series, (Histogram) registered.metric(), registered.scale());
      }
    } catch (RuntimeException | LinkageError e) {
      families.leaveOut(LeftOut.Reason.FAILED, series.family(), "reading it threw " + e);
    }
  }

  private void count(Series series, double value) {
    if (value < 0) {
      negative(series, value);
    } else if (!Double.isNaN(value)) {
      families.counter(
          series.family(), new CounterDataPointSnapshot(value, series.labels(), null, 0));
    }
  }

  private void gauge(Series series, double value) {
    families.gauge(series.family(), new GaugeDataPointSnapshot(value, series.labels(), null));
  }

  /** Flink cannot unregister a single metric, so an info takes itself back by turning 0. */
  private void info(Series series, double value) {
    if (value != 0) {
      families.info(series.family(), new InfoDataPointSnapshot(series.labels()));
    }
  }

  private void sum(Series series, double value) {
    families.histogram(series.family()).sum(series.labels(), value);
  }

  private void bucket(Series series, Counter counter) {
    long observations = counter.getCount();
    if (observations < 0) {
      negative(series, observations);
    } else {
      families.histogram(series.family()).count(series.labels(), series.bound(), observations);
    }
  }

  private void summary(Series series, Histogram histogram, Scale scale) {
    HistogramStatistics statistics = histogram.getStatistics();
    Quantiles.Builder quantiles = Quantiles.builder();
    for (double quantile : new double[] {0.5, 0.95, 0.99}) {
      quantiles.quantile(quantile, scale.apply(statistics.getQuantile(quantile)));
    }
    families.summary(
        series.family(),
        SummaryDataPointSnapshot.builder()
            .labels(series.labels())
            .quantiles(quantiles.build())
            .count(histogram.getCount())
            .build());
  }

  private void negative(Series series, double value) {
    families.leaveOut(
        LeftOut.Reason.NEGATIVE,
        series.family(),
        "a counter below 0: " + value + "; name it without _total to make it a gauge");
  }
}
