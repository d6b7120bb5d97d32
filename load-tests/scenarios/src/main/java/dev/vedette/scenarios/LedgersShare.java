package dev.vedette.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * How much of each thread's time is for ledger and budgets: all of it in threads that are there for
 * nothing else, and elsewhere the share of the JDK's samples whose innermost method of ours is
 * theirs.
 *
 * @param byThread from 0 to 1
 */
record LedgersShare(Map<String, Double> byThread) {
  static final LedgersShare NONE = new LedgersShare(Map.of());

  /** Of the journals and of the topic's reader, as {@link CpuMeter#kind} has them. */
  private static final Pattern OWN =
      Pattern.compile(
          ".*read ledger.*|kafka-producer-network-thread \\| (admit|ask)-.*|vedette-journal-.*");

  private static final Pattern METHOD =
      Pattern.compile(
          "dev\\.vedette\\.core\\.(money|budget)\\..*"
              + "|dev\\.vedette\\.core\\.brain\\.(EndedGrants|EarlierCalls?|Leave)\\b.*"
              + "|dev\\.vedette\\.flink\\.(TenantMoney|KeyedBuckets|KeyedExposures|KnownCalls"
              + "|BudgetMetrics|LedgerProgress)\\b.*"
              + "|dev\\.vedette\\.pipeline\\.(KafkaJournal|JournalWriter|wire\\.LedgerCodec)\\b.*");

  /** Looks at what the threads do from now on. */
  static Watch watch() {
    return new Watch();
  }

  /** Of so many microseconds in each thread. */
  double microsOf(Map<String, Double> microsByThread) {
    double micros = 0;
    for (Map.Entry<String, Double> thread : microsByThread.entrySet()) {
      micros += thread.getValue() * of(thread.getKey());
    }
    return micros;
  }

  private double of(String thread) {
    return isOwn(thread) ? 1 : byThread.getOrDefault(thread, 0.0);
  }

  static boolean isOwn(String thread) {
    return OWN.matcher(thread).matches();
  }

  static boolean isOfTheLedger(String method) {
    return METHOD.matcher(method).matches();
  }

  /** A recording that goes on until it is taken. */
  static final class Watch implements AutoCloseable {
    private final Recording recording = new Recording();

    private Watch() {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.start();
    }

    LedgersShare take() throws IOException {
      recording.stop();
      Path file = Files.createTempFile("vedette", ".jfr");
      try {
        recording.dump(file);
        return of(RecordingFile.readAllEvents(file));
      } finally {
        Files.delete(file);
      }
    }

    private static LedgersShare of(List<RecordedEvent> samples) {
      Map<String, long[]> counts = new HashMap<>();
      for (RecordedEvent sample : samples) {
        if (sample.getStackTrace() != null) {
          String thread =
              CpuMeter.kind(String.valueOf(sample.getThread("sampledThread").getJavaName()));
          long[] count = counts.computeIfAbsent(thread, any -> new long[2]);
          count[0]++;
          if (isTheLedgers(sample)) {
            count[1]++;
          }
        }
      }
      Map<String, Double> shares = new TreeMap<>();
      counts.forEach(
          (thread, count) -> {
            if (count[1] > 0) {
              shares.put(thread, (double) count[1] / count[0]);
            }
          });
      return new LedgersShare(shares);
    }

    private static boolean isTheLedgers(RecordedEvent sample) {
      return sample.getStackTrace().getFrames().stream()
          .map(Watch::name)
          .filter(name -> name.startsWith("dev.vedette."))
          .findFirst()
          .filter(LedgersShare::isOfTheLedger)
          .isPresent();
    }

    private static String name(RecordedFrame frame) {
      return frame.getMethod().getType().getName() + '.' + frame.getMethod().getName();
    }

    @Override
    public void close() {
      recording.close();
    }
  }
}
