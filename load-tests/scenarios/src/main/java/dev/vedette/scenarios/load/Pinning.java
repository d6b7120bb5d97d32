package dev.vedette.scenarios.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which core the job's task managers have for themselves, so that broker, devices and provider do
 * not take its time. The script that starts this process keeps all else away from it.
 *
 * @param before words that stand before a task manager's command
 */
record Pinning(List<String> before, String words) {
  /** Set by the script that has put this process on the first core. */
  static final String CORES = "vedette.load.cores";

  static Pinning of(boolean unpinned) {
    int cores = Integer.getInteger(CORES, 0);
    if (unpinned) {
      return new Pinning(List.of(), "no: all share all cores");
    }
    boolean can =
        Stream.of("/usr/bin/taskset", "/bin/taskset").map(Path::of).anyMatch(Files::isExecutable);
    if (cores < 2 || !can) {
      return new Pinning(List.of(), "no: one core only, or no taskset");
    }
    return new Pinning(
        List.of("taskset", "-c", String.valueOf(cores - 1)),
        "task managers on core %d, all else on core 0".formatted(cores - 1));
  }

  String[] command() {
    return before.toArray(String[]::new);
  }
}
