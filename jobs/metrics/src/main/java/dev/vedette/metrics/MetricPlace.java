package dev.vedette.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.MetricGroup;

/**
 * Where Flink holds a metric: the names of the groups on the way to it, and the variables of those
 * groups, among them the key-value groups.
 */
record MetricPlace(List<String> path, Map<String, String> variables) {
  /** The group under which names are Prometheus names already. */
  private static final String VEDETTE = "vedette";

  MetricPlace {
    path = List.copyOf(path);
    variables = Map.copyOf(variables);
  }

  static MetricPlace of(MetricGroup group) {
    String scope = LogicalScopeProvider.castFrom(group).getLogicalScope(Naming::legal, '.');
    Map<String, String> variables = new HashMap<>();
    group
        .getAllVariables()
        .forEach(
            (key, value) -> {
              // Flink hands "<host>" for "host", and null for what it does not know yet.
              if (value != null) {
                variables.put(key.replaceAll("^<|>$", ""), value);
              }
            });
    return new MetricPlace(List.of(scope.split("\\.")), variables);
  }

  boolean isVedette() {
    return path.contains(VEDETTE);
  }
}
