package dev.vedette.cli.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a metrics endpoint showed at one moment, in Prometheus's text format. */
final class MetricsScrape {
  private final List<Sample> samples;

  private MetricsScrape(List<Sample> samples) {
    this.samples = samples;
  }

  /**
   * @throws IllegalArgumentException for what is not in the format
   */
  static MetricsScrape parse(String text) {
    return new MetricsScrape(
        text.lines()
            .filter(line -> line.startsWith("vedette_"))
            .map(Sample::parse)
            .filter(Objects::nonNull)
            .toList());
  }

  List<Sample> samples(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** Over all subtasks; 0 for a name that nobody has registered yet. */
  double sum(String name) {
    return sum(name, sample -> true);
  }

  private double sum(String name, Predicate<Sample> wanted) {
    return samples(name).stream().filter(wanted).mapToDouble(Sample::value).sum();
  }

  /** Over all subtasks, by the values of a label; samples without it count for the empty value. */
  Map<String, Long> counts(String name, String label, Predicate<Sample> wanted) {
    Map<String, Long> counts = new TreeMap<>();
    samples(name).stream()
        .filter(wanted)
        .forEach(
            sample ->
                counts.merge(
                    sample.labels().getOrDefault(label, ""),
                    Math.round(sample.value()),
                    Long::sum));
    return counts;
  }

  /** A histogram over all subtasks. */
  Buckets buckets(String name, Predicate<Sample> wanted) {
    Map<Double, Double> cumulative = new TreeMap<>(Comparator.naturalOrder());
    samples(name + "_bucket").stream()
        .filter(wanted)
        .forEach(
            sample ->
                cumulative.merge(
                    bound(sample.labels().getOrDefault("le", "")), sample.value(), Double::sum));
    return new Buckets(cumulative);
  }

  private static double bound(String le) {
    return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
  }
}
