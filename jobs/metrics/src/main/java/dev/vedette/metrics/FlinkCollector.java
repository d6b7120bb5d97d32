package dev.vedette.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of a registry of Flink's, read when somebody scrapes. Where a scrape names what it
 * wants ({@code ?name[]=vedette_events_total}), no more is read than that and what its name begins
 * with, such as {@code vedette_devices} for {@code vedette_devices_silent}.
 */
record FlinkCollector(RegisteredMetrics metrics, HelpTexts helpTexts, Complaints complaints)
    implements MultiCollector {
  @Override
  public MetricSnapshots collect() {
    return collect(family -> true, null);
  }

  @Override
  public MetricSnapshots collect(
      Predicate<String> wanted, @Nullable PrometheusScrapeRequest request) {
    return Scrape.of(metrics, helpTexts, complaints, wanted);
  }
}
