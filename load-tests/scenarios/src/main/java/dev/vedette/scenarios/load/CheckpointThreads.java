package dev.vedette.scenarios.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What task managers' threads have taken that write state to checkpoints, by {@code /proc}; nothing
 * where there is none. Flink ends such a thread when it has had nothing to do for a minute, and the
 * system forgets it: what it took is remembered here. What the tasks themselves do for a checkpoint
 * is not in it, nor what others write of events that barriers have overtaken.
 */
final class CheckpointThreads {
  /** As much of Flink's name for them as Linux keeps. */
  private static final String NAME = "(AsyncOperations)";

  /** In {@code /proc/PID/stat}, behind the name: ticks from the machine's start to the thread's. */
  private static final int STARTED = 19;

  private final Map<String, Double> secondsOf = new HashMap<>();

  /** Seconds of processor time since they began, of all that were seen by any look. */
  double seconds(List<Long> pids) throws IOException {
    for (long pid : pids) {
      look(Path.of("/proc", String.valueOf(pid), "task"));
    }
    return secondsOf.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private void look(Path threads) throws IOException {
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : (Iterable<Path>) all::iterator) {
        take(thread);
      }
    } catch (NoSuchFileException e) {
      // The process has ended, or this is not Linux.
    }
  }

  private void take(Path thread) {
    String stat;
    try {
      stat = Files.readString(thread.resolve("stat"));
    } catch (IOException e) {
      return; // it has ended since the folder was read: there is no such file, or no such process
    }
    note(thread.toString(), stat);
  }

  /** What is left of a thread that had been seen is what it had then; numbers are used again. */
  void note(String thread, String stat) {
    if (stat.contains(NAME)) {
      String started = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[STARTED];
      secondsOf.put(thread + ' ' + started, ProcessUsage.cpu(stat));
    }
  }
}
