package dev.vedette.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What of Flink is started, and where. */
public record ClusterPlan(
    Path flink,
    Path added,
    Path folder,
    Map<String, String> options,
    Map<String, String> environment) {
  /**
   * @param flink the jars of Flink itself
   * @param added what comes beside them, laid out as {@link FlinkHome} is
   * @param folder an empty one, for configuration, logs, checkpoints and savepoints
   * @param options beside those that any cluster on one machine needs
   * @param environment of all processes
   */
  public ClusterPlan {
    options = Map.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /** With the environment that the image has. */
  public ClusterPlan(Path flink, Path added, Path folder, Map<String, String> options) {
    this(
        flink,
        added,
        folder,
        options,
        Map.of(
            "TF_ENABLE_ONEDNN_OPTS",
            "1",
            "TF_CPP_MIN_LOG_LEVEL",
            "2",
            "ONEDNN_PRIMITIVE_CACHE_CAPACITY",
            "8192",
            "MALLOC_ARENA_MAX",
            "2"));
  }

  ClusterPlan with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(options);
    all.putAll(more);
    return new ClusterPlan(flink, added, folder, all, environment);
  }
}
