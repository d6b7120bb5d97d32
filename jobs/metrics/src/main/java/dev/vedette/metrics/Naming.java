package dev.vedette.metrics;

import dev.vedette.metrics.Series.Role;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import org.apache.flink.metrics.MetricType;

/**
 * The conventions: from where Flink holds a metric to what it is to Prometheus.
 *
 * <p>Under the group {@code vedette} the name is the family, and its ending decides the type:
 * {@code _total} is a counter, {@code _info} an info, {@code _bucket} with the label {@code le} and
 * {@code _sum} are parts of a histogram, any other is a gauge. Everywhere else the family is {@code
 * flink_}, the logical scope and the name, and Flink's type decides.
 */
final class Naming {
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";
  private static final String BUCKET = "_bucket";
  private static final String SUM = "_sum";
  private static final String BOUND = "le";

  private Naming() {}

  static Series series(MetricType type, String name, MetricPlace place)
      throws MalformedMetricException {
    LabelSet labels = LabelSet.of(place.variables());
    if (place.isVedette()) {
      return ofVedette(type, legal(name), labels);
    }
    String family = "flink_" + String.join("_", place.path()) + "_" + legal(name);
    return switch (type) {
      case COUNTER -> series(Role.COUNTER, family, labels);
      case GAUGE -> series(family.endsWith(TOTAL) ? Role.COUNTER : Role.GAUGE, family, labels);
      case METER -> series(Role.GAUGE, rate(family), labels);
      case HISTOGRAM -> series(Role.SUMMARY, family, labels);
    };
  }

  /** The name with every character replaced that a Prometheus name may not have. */
  static String legal(String name) {
    String replaced = name.replaceAll("[^a-zA-Z0-9_]", "_");
    return replaced.isEmpty() || Character.isDigit(replaced.charAt(0)) ? "_" + replaced : replaced;
  }

  private static Series ofVedette(MetricType type, String name, LabelSet labels)
      throws MalformedMetricException {
    return switch (type) {
      case COUNTER -> counter(name, labels);
      case GAUGE -> {
        Role unlessCounter = name.endsWith(INFO) ? Role.INFO : Role.GAUGE;
        yield series(name.endsWith(TOTAL) ? Role.COUNTER : unlessCounter, name, labels);
      }
      case METER -> series(Role.GAUGE, name, labels);
      case HISTOGRAM -> series(Role.SUMMARY, name, labels);
    };
  }

  /** A Flink counter may also count down, so only {@code _total} promises that it does not. */
  private static Series counter(String name, LabelSet labels) throws MalformedMetricException {
    boolean bounded = labels.has(BOUND);
    if (bounded && name.endsWith(BUCKET)) {
      double bound = bound(labels.get(BOUND));
      return new Series(
          Role.BUCKET, family(without(BUCKET, name)), labels.without(BOUND).toLabels(), bound);
    }
    if (!bounded && name.endsWith(SUM)) {
      return series(Role.SUM, without(SUM, name), labels);
    }
    return series(name.endsWith(TOTAL) ? Role.COUNTER : Role.GAUGE, name, labels);
  }

  private static Series series(Role role, String family, LabelSet labels) {
    return Series.of(role, family(family), labels.toLabels());
  }

  /** The client wants names without the suffixes it adds itself, and refuses them elsewhere. */
  private static String family(String name) {
    return PrometheusNaming.sanitizeMetricName(name);
  }

  /** Most of Flink's meters say what they are; they keep the name its documentation has. */
  private static String rate(String name) {
    return name.endsWith("PerSecond") || name.endsWith("_per_second") ? name : name + "_per_second";
  }

  private static String without(String suffix, String name) {
    return name.substring(0, name.length() - suffix.length());
  }

  private static double bound(String text) throws MalformedMetricException {
    if (text.equals("+Inf")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      double bound = Double.parseDouble(text);
      if (Double.isFinite(bound)) {
        // Makes 0.0 of -0.0, which would else be a bucket of its own.
        return bound + 0.0;
      }
    } catch (NumberFormatException e) {
      throw new MalformedMetricException(BOUND + " is not a number: " + text);
    }
    throw new MalformedMetricException(BOUND + " is not finite, write +Inf: " + text);
  }
}
