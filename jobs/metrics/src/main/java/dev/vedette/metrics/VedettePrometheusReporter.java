package dev.vedette.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reporter of one metric registry, which is one process of a cluster or one whole MiniCluster.
 *
 * <p>Metrics come and go under Flink's lock and cost one map operation each; all else happens when
 * somebody scrapes.
 */
final class VedettePrometheusReporter implements MetricReporter {
  private static final Logger LOG = LoggerFactory.getLogger(VedettePrometheusReporter.class);

  private final RegisteredMetrics metrics = new RegisteredMetrics();
  private final Complaints complaints = new Complaints(LOG);
  private @Nullable Endpoint endpoint;

  /** Throws when no port is free: Flink logs it as one error and runs on without the reporter. */
  @Override
  public void open(MetricConfig config) {
    PrometheusRegistry registry = new PrometheusRegistry();
    HelpTexts helpTexts = HelpTexts.load(getClass().getClassLoader());
    registry.register(new FlinkCollector(metrics, helpTexts, complaints));
    Endpoint opened = Endpoint.open(ReporterOptions.from(config), registry);
    endpoint = opened;
    LOG.info("Metrics are served at {}", opened.address());
  }

  @Override
  public void close() {
    Endpoint closing = endpoint;
    endpoint = null;
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
    MetricPlace place = MetricPlace.of(group);
    try {
      Series series = Naming.series(metric.getMetricType(), metricName, place);
      metrics.add(series, new RegisteredMetric(metric, Scale.of(place)));
    } catch (MalformedMetricException e) {
      complaints.once(metricName + " (malformed)", "not exported, " + e.getMessage());
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
    try {
      metrics.remove(
          Naming.series(metric.getMetricType(), metricName, MetricPlace.of(group)), metric);
    } catch (MalformedMetricException e) {
      LOG.debug("{}: never exported, {}", metricName, e.getMessage());
    }
  }
}
