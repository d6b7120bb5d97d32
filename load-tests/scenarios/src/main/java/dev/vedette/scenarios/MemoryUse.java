package dev.vedette.scenarios;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What this process holds.
 *
 * @param residentBytes of memory, the heap's touched pages included; as Linux tells it
 * @param heapBytes that the collector has taken from the system
 * @param metaspaceBytes of classes
 * @param classes that are loaded
 */
record MemoryUse(long residentBytes, long heapBytes, long metaspaceBytes, long classes) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double MEGABYTE = 1 << 20;

  static MemoryUse read() throws IOException {
    return new MemoryUse(
        resident(Files.readAllLines(STATUS)),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted(),
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .map(MemoryPoolMXBean::getUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
  }

  /** Of the lines of {@code /proc/PID/status}. */
  static long resident(List<String> status) {
    for (String line : status) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IllegalStateException("no VmRSS in " + STATUS + "; this scenario needs Linux");
  }

  double residentMegabytes() {
    return residentBytes / MEGABYTE;
  }

  double metaspaceMegabytes() {
    return metaspaceBytes / MEGABYTE;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%.0f MB resident, %.0f of them heap, %.1f MB metaspace, %d classes",
        residentMegabytes(),
        heapBytes / MEGABYTE,
        metaspaceMegabytes(),
        classes);
  }
}
