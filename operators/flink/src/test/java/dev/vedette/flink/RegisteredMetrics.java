package dev.vedette.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** Sees what an operator registers, with its labels, as a reporter would. */
final class RegisteredMetrics {
  private record Registered(String name, Map<String, String> labels, Metric metric) {}

  private final List<Registered> all = new ArrayList<>();
  private final List<Metric> removed = new ArrayList<>();
  private final TaskMetricGroup task =
      TaskManagerMetricGroup.createTaskManagerMetricGroup(
              TestingMetricRegistry.builder()
                  .setRegisterConsumer(
                      (metric, name, group) ->
                          all.add(new Registered(name, group.getAllVariables(), metric)))
                  .setUnregisterConsumer((metric, name, group) -> removed.add(metric))
                  .build(),
              "host",
              ResourceID.generate())
          .addJob(new JobID(), "job")
          .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");

  MetricGroup group() {
    return task.addGroup(MetricNames.GROUP);
  }

  /** A new one for every operator, as after a restart. */
  InternalOperatorMetricGroup operator() {
    return task.getOrAddOperator("operator-" + all.size());
  }

  /** For a harness whose operator is to register here. */
  MockEnvironment environment() {
    return new MockEnvironmentBuilder().setMetricGroup(task).setMaxParallelism(128).build();
  }

  /** For a harness of one subtask of several. */
  MockEnvironment environment(int parallelism, int subtask) {
    return new MockEnvironmentBuilder()
        .setMetricGroup(task)
        .setMaxParallelism(128)
        .setParallelism(parallelism)
        .setSubtaskIndex(subtask)
        .build();
  }

  /** The sum of all counters of a name whose labels include these. */
  long count(String name, String... labels) {
    return matching(name, labels).stream()
        .map(Registered::metric)
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  /** How many of a name are there, of those that once were. */
  long shown(String name) {
    return matching(name).stream().filter(one -> !removed.contains(one.metric())).count();
  }

  Object gauge(String name, String... labels) {
    return ((Gauge<?>) matching(name, labels).get(0).metric()).getValue();
  }

  /** The values of one label, in the order of registration. */
  List<String> labelValues(String name, String label) {
    return matching(name).stream().map(one -> one.labels().get("<" + label + ">")).toList();
  }

  private List<Registered> matching(String name, String... labels) {
    return all.stream()
        .filter(one -> one.name().equals(name))
        .filter(
            one -> {
              for (int i = 0; i < labels.length; i += 2) {
                if (!labels[i + 1].equals(one.labels().get("<" + labels[i] + ">"))) {
                  return false;
                }
              }
              return true;
            })
        .toList();
  }
}
