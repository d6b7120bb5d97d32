package dev.vedette.scenarios.load;

import java.util.HashMap;
import java.util.Map;

/**
 * What the chart gives a task manager by itself, so that what is measured is what is installed. A
 * test holds the two together.
 */
final class ChartSettings {
  /** Flink's option. */
  static final String MEMORY = "taskmanager.memory.process.size";

  private static final String BACKEND = "state.backend.type";
  private static final String ON_HEAP = "hashmap";
  private static final int FIRST_SLOT_MEGABYTES = 2500;
  private static final int FURTHER_SLOT_MEGABYTES = 200;

  private ChartSettings() {}

  /**
   * Flink's options of a task manager.
   *
   * @param told what goes over them: state that is not on the heap needs memory that Flink manages,
   *     and has the cluster's own
   */
  static Map<String, String> ofTaskManager(int slots, Map<String, String> told) {
    Map<String, String> all = new HashMap<>();
    all.put("env.java.opts.taskmanager", "-XX:TieredStopAtLevel=1");
    all.put("heartbeat.interval", "1 s");
    all.put("heartbeat.timeout", "20 s");
    all.put(MEMORY, megabytes(slots) + "m");
    all.put("taskmanager.memory.task.off-heap.size", "512m");
    if (told.getOrDefault(BACKEND, ON_HEAP).equals(ON_HEAP)) {
      all.put("taskmanager.memory.managed.size", "0");
    }
    return all;
  }

  static String memoryInWords() {
    return "%dm for the first slot, %dm for each further one"
        .formatted(FIRST_SLOT_MEGABYTES, FURTHER_SLOT_MEGABYTES);
  }

  private static int megabytes(int slots) {
    return FIRST_SLOT_MEGABYTES + FURTHER_SLOT_MEGABYTES * (slots - 1);
  }
}
