package dev.vedette.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.SimpleCounter;
import org.slf4j.helpers.NOPLogger;

/** Metrics registered without a cluster, and the scrape of them, checked in both formats. */
final class Board {
  private static final List<String> OPERATOR = List.of("taskmanager", "job", "task", "operator");

  private final RegisteredMetrics metrics = new RegisteredMetrics();
  private final HelpTexts helpTexts = HelpTexts.load(Board.class.getClassLoader());
  private final Complaints complaints = new Complaints(NOPLogger.NOP_LOGGER);

  static MetricPlace vedette(String... keyValues) {
    List<String> path = List.of("taskmanager", "job", "task", "operator", "vedette");
    return new MetricPlace(path, variables(keyValues));
  }

  static MetricPlace flink(String... keyValues) {
    return new MetricPlace(OPERATOR, variables(keyValues));
  }

  static Counter counter(long count) {
    Counter counter = new SimpleCounter();
    counter.inc(count);
    return counter;
  }

  static Gauge<Object> gauge(Object value) {
    return () -> value;
  }

  Board with(Metric metric, String name, MetricPlace place) {
    try {
      metrics.add(
          Naming.series(metric.getMetricType(), name, place),
          new RegisteredMetric(metric, Scale.of(place)));
      return this;
    } catch (MalformedMetricException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Board without(Metric metric, String name, MetricPlace place) {
    try {
      metrics.remove(Naming.series(metric.getMetricType(), name, place), metric);
      return this;
    } catch (MalformedMetricException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Exposition scrape() {
    return scrape(family -> true);
  }

  Exposition scrape(Predicate<String> wanted) {
    MetricSnapshots snapshots =
        new FlinkCollector(metrics, helpTexts, complaints).collect(wanted, null);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteArrayOutputStream openMetrics = new ByteArrayOutputStream();
    try {
      EscapingScheme none = EscapingScheme.UNDERSCORE_ESCAPING;
      PrometheusTextFormatWriter.create().write(text, snapshots, none);
      OpenMetricsTextFormatWriter.create().write(openMetrics, snapshots, none);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Exposition.ofOpenMetrics(openMetrics.toString(StandardCharsets.UTF_8));
    return Exposition.ofText(text.toString(StandardCharsets.UTF_8));
  }

  private static Map<String, String> variables(String... keyValues) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < keyValues.length; i += 2) {
      variables.put(keyValues[i], keyValues[i + 1]);
    }
    return variables;
  }
}
