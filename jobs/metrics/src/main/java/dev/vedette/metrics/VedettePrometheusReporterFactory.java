package dev.vedette.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * What Flink finds as a service, from {@code plugins/} or from the class path, and makes the
 * reporter with.
 */
public final class VedettePrometheusReporterFactory implements MetricReporterFactory {
  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new VedettePrometheusReporter();
  }
}
