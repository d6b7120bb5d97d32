package dev.vedette.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scraped answer, read more strictly than Prometheus does: every sample is of the family whose
 * type line stands above it, no series and no family comes twice, counters are numbers from 0 up,
 * and the buckets of a histogram are ascending, cumulative and end in its count.
 */
record Exposition(String text, Map<String, Family> families) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\"\\\\n])*)\"(,|$)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)");
  private static final Map<String, List<String>> SUFFIXES =
      Map.of(
          "counter", List.of("_total"),
          "gauge", List.of(""),
          "info", List.of("_info"),
          "summary", List.of("", "_sum", "_count"),
          "histogram", List.of("_bucket", "_sum", "_count"));

  record Sample(String name, Map<String, String> labels, double value) {}

  record Family(String name, String type, String help, List<Sample> samples) {}

  static Exposition ofText(String text) {
    return parse(text, text.lines().toList(), false);
  }

  static Exposition ofOpenMetrics(String text) {
    List<String> lines = text.lines().toList();
    check(!lines.isEmpty() && lines.get(lines.size() - 1).equals("# EOF"), "no # EOF");
    return parse(text, lines.subList(0, lines.size() - 1), true);
  }

  /** The value of the one series of that name with, at least, those labels. */
  double value(String name, String... labels) {
    List<Sample> found = samples(name, labels);
    check(found.size() == 1, found.size() + " of " + name + " " + List.of(labels) + "\n" + text);
    return found.get(0).value();
  }

  double sum(String name, String... labels) {
    return samples(name, labels).stream().mapToDouble(Sample::value).sum();
  }

  List<Sample> samples(String name, String... labels) {
    Map<String, String> wanted = new HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return families.values().stream()
        .flatMap(family -> family.samples().stream())
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> sample.labels().entrySet().containsAll(wanted.entrySet()))
        .toList();
  }

  private static Exposition parse(String text, List<String> lines, boolean openMetrics) {
    Map<String, Family> families = new LinkedHashMap<>();
    Map<String, String> helps = new HashMap<>();
    Set<String> series = new HashSet<>();
    Family current = null;
    for (String line : lines) {
      if (line.startsWith("# HELP ")) {
        String[] parts = line.split(" ", 4);
        check(helps.put(parts[2], parts[3]) == null, "second help: " + line);
      } else if (line.startsWith("# TYPE ")) {
        String[] parts = line.split(" ", 4);
        check(NAME.matcher(parts[2]).matches(), "name: " + line);
        current = new Family(parts[2], parts[3], "", new ArrayList<>());
        check(families.put(parts[2], current) == null, "second type line: " + line);
      } else {
        check(current != null, "sample without a type: " + line);
        Sample sample = sample(line);
        check(belongs(sample.name(), current, openMetrics), "sample of another family: " + line);
        check(series.add(sample.name() + sample.labels()), "second sample: " + line);
        current.samples().add(sample);
      }
    }
    families.replaceAll(
        (name, family) ->
            new Family(name, family.type(), helps.getOrDefault(name, ""), family.samples()));
    families.values().forEach(Exposition::checkValues);
    return new Exposition(text, families);
  }

  private static boolean belongs(String sample, Family family, boolean openMetrics) {
    // The older format says "# TYPE x_total counter", OpenMetrics "# TYPE x counter".
    if (!openMetrics && family.type().equals("counter")) {
      return sample.equals(family.name()) && sample.endsWith("_total");
    }
    return SUFFIXES.get(family.type()).stream()
        .anyMatch(suffix -> sample.equals(family.name() + suffix));
  }

  private static Sample sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    check(matcher.matches(), "no sample: " + line);
    Map<String, String> labels = new TreeMap<>();
    String rest = matcher.group(2) == null ? "" : matcher.group(2);
    while (!rest.isEmpty()) {
      Matcher label = LABEL.matcher(rest);
      check(label.lookingAt(), "label: " + line);
      check(!label.group(1).startsWith("__"), "reserved label: " + line);
      check(labels.put(label.group(1), label.group(2)) == null, "second label: " + line);
      rest = rest.substring(label.end());
    }
    return new Sample(matcher.group(1), labels, number(matcher.group(3)));
  }

  private static void checkValues(Family family) {
    check(!family.samples().isEmpty(), "family without samples: " + family.name());
    for (Sample sample : family.samples()) {
      if (family.type().equals("counter")) {
        check(sample.value() >= 0, "counter below 0: " + sample);
      }
    }
    if (family.type().equals("histogram")) {
      checkBuckets(family);
    }
  }

  private static void checkBuckets(Family family) {
    Map<Map<String, String>, List<Sample>> byLabels = new LinkedHashMap<>();
    Map<Map<String, String>, Double> counts = new HashMap<>();
    for (Sample sample : family.samples()) {
      Map<String, String> labels = new TreeMap<>(sample.labels());
      if (sample.name().endsWith("_bucket")) {
        check(labels.remove("le") != null, "bucket without le: " + sample);
        byLabels.computeIfAbsent(labels, key -> new ArrayList<>()).add(sample);
      } else if (sample.name().endsWith("_count")) {
        counts.put(labels, sample.value());
      }
    }
    byLabels.forEach(
        (labels, buckets) -> {
          double bound = Double.NEGATIVE_INFINITY;
          double count = 0;
          for (Sample bucket : buckets) {
            double next = number(bucket.labels().get("le"));
            check(next > bound && bucket.value() >= count, "buckets not ascending: " + bucket);
            bound = next;
            count = bucket.value();
          }
          check(bound == Double.POSITIVE_INFINITY, "no +Inf bucket: " + labels);
          check(counts.getOrDefault(labels, count) == count, "count is not +Inf: " + labels);
        });
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
