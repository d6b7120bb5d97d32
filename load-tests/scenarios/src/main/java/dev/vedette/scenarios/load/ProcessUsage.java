package dev.vedette.scenarios.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What processes take, by {@code /proc}; nothing where there is none.
 *
 * @param residentBytes of memory
 * @param cpuSeconds since they were started
 */
record ProcessUsage(long residentBytes, double cpuSeconds) {
  static final ProcessUsage NONE = new ProcessUsage(0, 0);

  /** USER_HZ is 100 on every architecture that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** In {@code /proc/PID/stat}, behind the name: the user's ticks, and after them the system's. */
  private static final int USER_TICKS = 11;

  static ProcessUsage of(long pid) throws IOException {
    Path folder = Path.of("/proc", String.valueOf(pid));
    try {
      return new ProcessUsage(
          resident(Files.readAllLines(folder.resolve("status"))),
          cpu(Files.readString(folder.resolve("stat"))));
    } catch (NoSuchFileException e) {
      return NONE; // it has ended, or this is not Linux
    }
  }

  ProcessUsage plus(ProcessUsage other) {
    return new ProcessUsage(residentBytes + other.residentBytes, cpuSeconds + other.cpuSeconds);
  }

  static long resident(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0); // it is about to be gone
  }

  static double cpu(String stat) {
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(words[USER_TICKS]) + Long.parseLong(words[USER_TICKS + 1]);
    return ticks / TICKS_PER_SECOND;
  }
}
