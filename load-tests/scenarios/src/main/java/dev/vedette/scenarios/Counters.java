package dev.vedette.scenarios;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * The counters and gauges of the jobs in this process, to be read directly: a scrape would cost CPU
 * time that is being measured.
 */
public final class Counters implements MetricReporter {
  private record Key(Counter counter, String name, Map<String, String> variables) {}

  private static final Map<Counter, Key> KEYS = new ConcurrentHashMap<>();
  private static final Map<Gauge<?>, String> GAUGES = new ConcurrentHashMap<>();

  /** The sum of all counters of this name whose outcome is this one; an empty one is any. */
  public static long sum(String name, String outcome) {
    long sum = 0;
    for (Key key : KEYS.values()) {
      if (key.name().equals(name)
          && (outcome.isEmpty() || outcome.equals(key.variables().get("<outcome>")))) {
        sum += key.counter().getCount();
      }
    }
    return sum;
  }

  /** The sum of all gauges of this name. */
  static double level(String name) {
    return GAUGES.entrySet().stream()
        .filter(one -> one.getValue().equals(name))
        .mapToDouble(one -> ((Number) one.getKey().getValue()).doubleValue())
        .sum();
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter && name.startsWith("vedette_")) {
      KEYS.put(counter, new Key(counter, name, Map.copyOf(group.getAllVariables())));
    } else if (metric instanceof Gauge<?> gauge && name.startsWith("vedette_")) {
      GAUGES.put(gauge, name);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      KEYS.remove(counter);
    } else if (metric instanceof Gauge<?> gauge) {
      GAUGES.remove(gauge);
    }
  }
}
