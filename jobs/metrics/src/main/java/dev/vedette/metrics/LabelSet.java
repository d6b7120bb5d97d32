package dev.vedette.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables of a metric that become labels, under legal names.
 *
 * <p>Out stay Flink's ids, because every restart makes new ones and the labels would grow without
 * end; the task's name where the operator's is known, because it is a list of all operators chained
 * with it; and empty values, because Prometheus holds them for missing.
 */
record LabelSet(SortedMap<String, String> values) {
  private static final Set<String> NEVER_LABELS =
      Set.of("job_id", "task_id", "task_attempt_id", "task_attempt_num", "operator_id", Scale.KEY);

  private static final String TASK_NAME = "task_name";
  private static final String OPERATOR_NAME = "operator_name";

  static LabelSet of(Map<String, String> variables) {
    SortedMap<String, String> values = new TreeMap<>();
    new TreeMap<>(variables)
        .forEach(
            (key, value) -> {
              boolean left =
                  value.isEmpty()
                      || NEVER_LABELS.contains(key)
                      || (key.equals(TASK_NAME) && variables.containsKey(OPERATOR_NAME));
              if (!left) {
                values.putIfAbsent(PrometheusNaming.sanitizeLabelName(Naming.legal(key)), value);
              }
            });
    return new LabelSet(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no label of that name: " + name);
    }
    return value;
  }

  LabelSet without(String name) {
    SortedMap<String, String> rest = new TreeMap<>(values);
    rest.remove(name);
    return new LabelSet(rest);
  }

  Labels toLabels() {
    return Labels.of(List.copyOf(values.keySet()), List.copyOf(values.values()));
  }
}
