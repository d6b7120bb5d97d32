package dev.vedette.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * In which methods the time of this process goes and what it allocates, by the JDK's own sampling.
 *
 * <p>Threads in Java and threads in native code are sampled apart, at different rates, so that the
 * shares of one list cannot be compared with those of another. A thread that waits in native code
 * is sampled as one that works; the usual waits are left out.
 */
final class HotMethods implements AutoCloseable {
  private static final String ALLOCATION = "jdk.ObjectAllocationSample";
  private static final String ALLOCATING_THREADS = "allocated: threads";
  private static final String ALLOCATED_CLASSES = "allocated: classes in ";

  /** Threads that allocate less than this are not taken apart. */
  private static final double LEAST_SHARE = 0.01;

  private static final int SHOWN = 12;
  private static final String OURS = "dev.vedette.";
  private static final Set<String> WAITS = Set.of("wait", "accept", "waitForProcessExit0");

  private final Recording recording = new Recording();

  private HotMethods() {}

  static HotMethods watch() {
    var methods = new HotMethods();
    methods.recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
    methods.recording.enable("jdk.NativeMethodSample").withPeriod(Duration.ofMillis(10));
    methods.recording.enable(ALLOCATION).withStackTrace();
    methods.recording.start();
    return methods;
  }

  /** Lists with the heaviest first. */
  Map<String, List<String>> take() throws IOException {
    recording.stop();
    Path file = Files.createTempFile("vedette", ".jfr");
    try {
      recording.dump(file);
      return summary(RecordingFile.readAllEvents(file));
    } finally {
      Files.delete(file);
    }
  }

  private static Map<String, List<String>> summary(List<RecordedEvent> samples) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (RecordedEvent sample : samples) {
      if (sample.getStackTrace() == null || sample.getStackTrace().getFrames().isEmpty()) {
        continue;
      }
      List<RecordedFrame> frames = sample.getStackTrace().getFrames();
      if (WAITS.contains(frames.get(0).getMethod().getName())) {
        continue;
      }
      if (sample.getEventType().getName().equals(ALLOCATION)) {
        allocated(sample, frames, counts);
        continue;
      }
      boolean java = sample.getEventType().getName().equals("jdk.ExecutionSample");
      String where = java ? "java" : "native";
      String thread =
          CpuMeter.kind(String.valueOf(sample.getThread("sampledThread").getJavaName()));
      count(counts, where + ": threads", thread, 1);
      count(counts, where + ": methods in " + thread, name(frames.get(0)), 1);
      count(counts, where + ": our innermost method", ours(frames, thread), 1);
    }
    long allocated = sum(counts.getOrDefault(ALLOCATING_THREADS, Map.of()));
    counts
        .entrySet()
        .removeIf(
            list ->
                list.getKey().startsWith(ALLOCATED_CLASSES)
                    && sum(list.getValue()) < allocated * LEAST_SHARE);
    Map<String, List<String>> lists = new TreeMap<>();
    counts.forEach((list, items) -> lists.put(list, heaviest(items)));
    return lists;
  }

  private static long sum(Map<String, Long> items) {
    return items.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Weights of samples are bytes only in relation to each other, says the JDK. */
  private static void allocated(
      RecordedEvent sample, List<RecordedFrame> frames, Map<String, Map<String, Long>> counts) {
    long bytes = sample.getLong("weight");
    var by = sample.getThread();
    String thread = CpuMeter.kind(by == null ? "unknown" : String.valueOf(by.getJavaName()));
    count(counts, ALLOCATING_THREADS, thread, bytes);
    count(counts, "allocated: our innermost method", ours(frames, thread), bytes);
    count(counts, ALLOCATED_CLASSES + thread, sample.getClass("objectClass").getName(), bytes);
  }

  private static String ours(List<RecordedFrame> frames, String thread) {
    return frames.stream()
        .map(HotMethods::name)
        .filter(name -> name.startsWith(OURS))
        .findFirst()
        .orElse("none, in " + thread);
  }

  private static void count(
      Map<String, Map<String, Long>> counts, String list, String item, long weight) {
    counts.computeIfAbsent(list, any -> new HashMap<>()).merge(item, weight, Long::sum);
  }

  private static List<String> heaviest(Map<String, Long> items) {
    long all = sum(items);
    return items.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(SHOWN)
        .map(e -> String.format(Locale.ROOT, "%5.1f %% %s", 100.0 * e.getValue() / all, e.getKey()))
        .toList();
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + '.' + frame.getMethod().getName();
  }

  @Override
  public void close() {
    recording.close();
  }
}
