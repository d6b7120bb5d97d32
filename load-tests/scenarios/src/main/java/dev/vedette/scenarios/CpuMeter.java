package dev.vedette.scenarios;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time of this process so far, all of it: collector and compiler too. By thread where the JVM
 * tells; what it does not tell is its own.
 *
 * @param threads by id
 * @param collectorMillis on the wall, not of CPU: the JVM does not tell that
 * @param compilerMillis on the wall too
 */
public record CpuMeter(
    long processNanos, Map<Long, ThreadTime> threads, long collectorMillis, long compilerMillis) {
  /** The collector, the compiler, and threads that did not live from one reading to the next. */
  static final String JVM = "JVM (collector, compiler)";

  public record ThreadTime(String name, long nanos) {}

  public static CpuMeter read() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    Map<Long, ThreadTime> threads = new HashMap<>();
    for (ThreadInfo thread : bean.getThreadInfo(bean.getAllThreadIds())) {
      if (thread != null) {
        long id = thread.getThreadId();
        threads.put(id, new ThreadTime(thread.getThreadName(), bean.getThreadCpuTime(id)));
      }
    }
    return new CpuMeter(
        nanosOfProcess(),
        threads,
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum(),
        ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
  }

  static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long nanosOfProcess() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  public long nanosUntil(CpuMeter later) {
    return later.processNanos - processNanos;
  }

  /** Microseconds for each of so many events, by threads of alike names. */
  Map<String, Double> microsByThread(CpuMeter later, long events) {
    Map<String, Double> micros = new TreeMap<>();
    long told = 0;
    for (Map.Entry<Long, ThreadTime> entry : later.threads.entrySet()) {
      ThreadTime before = threads.get(entry.getKey());
      long nanos = entry.getValue().nanos() - (before == null ? 0 : before.nanos());
      told += nanos;
      micros.merge(kind(entry.getValue().name()), nanos / 1e3 / events, Double::sum);
    }
    micros.put(JVM, (nanosUntil(later) - told) / 1e3 / events);
    micros.values().removeIf(each -> each < 0.01);
    return micros;
  }

  /** A thread's name without the numbers that make it the only one of its kind. */
  static String kind(String name) {
    return name.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*")
        .replaceAll("\\d+", "*");
  }
}
