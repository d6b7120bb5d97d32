package dev.vedette.scenarios;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Gives Flink {@link Counters}. Public because Flink finds it as a service. */
public final class CountersFactory implements MetricReporterFactory {
  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new Counters();
  }
}
