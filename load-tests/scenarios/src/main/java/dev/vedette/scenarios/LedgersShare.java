package dev.vedette.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * How much of each thread's time is for ledger, budgets and avoided cost: all of it in threads that
 * are there for nothing else, and elsewhere the share of the JDK's samples whose innermost method
 * of ours is theirs. Of the collector's time it is their share of what is allocated.
 *
 * @param byThread from 0 to 1
 * @param ofGarbage from 0 to 1
 */
record LedgersShare(Map<String, Double> byThread, double ofGarbage) {
  static final LedgersShare NONE = new LedgersShare(Map.of(), 0);

  /** Of the journals and of the topic's reader, as {@link CpuMeter#kind} has them. */
  private static final Pattern OWN =
      Pattern.compile(
          ".*read ledger.*|.*count avoided calls.*|.*weigh answers.*"
              + "|kafka-producer-network-thread \\| (admit|ask)-.*|vedette-journal-.*"
              + "|vedette-records-for-ledger-.*");

  private static final Pattern METHOD =
      Pattern.compile(
          "dev\\.vedette\\.core\\.(money|budget)\\..*"
              + "|dev\\.vedette\\.core\\.brain\\.(EndedGrants|EarlierCalls?|Leave)\\b.*"
              + "|dev\\.vedette\\.core\\.brain\\.JournaledBrain\\.(end|ended|untold|takeUp|lookUp)"
              + "|dev\\.vedette\\.flink\\.(TenantMoney|KeyedBuckets|KeyedExposures|KnownCalls"
              + "|BudgetMetrics|LedgerProgress|SumUpEvents|CountAvoided|AvoidedCounts)\\b.*"
              + "|dev\\.vedette\\.flink\\.AdmitQuestions\\.(processElement2|showMoney)"
              + "|dev\\.vedette\\.flink\\.TenantAdmission\\.means"
              + "|dev\\.vedette\\.pipeline\\.(KafkaJournal|JournalWriter|wire\\.LedgerCodec)\\b.*");

  /** Looks at what the threads do from now on. */
  static Watch watch() {
    return new Watch();
  }

  /** Of so many microseconds in each thread, and in the collector. */
  double microsOf(Map<String, Double> microsByThread, double collectorMicros) {
    double micros = collectorMicros * ofGarbage;
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
    private static final String TIME = "jdk.ExecutionSample";
    private static final String GARBAGE = "jdk.ObjectAllocationSample";

    private final Recording recording = new Recording();

    private Watch() {
      recording.enable(TIME).withPeriod(Duration.ofMillis(10));
      recording.enable(GARBAGE).with("throttle", "1000/s");
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
      Map<String, Double> byThread = new TreeMap<>();
      Parts.of(samples, TIME, "sampledThread", sample -> 1)
          .forEach((thread, parts) -> byThread.put(thread, parts.share()));
      byThread.values().removeIf(share -> share == 0);
      Parts garbage =
          Parts.of(samples, GARBAGE, "eventThread", sample -> sample.getLong("weight"))
              .entrySet()
              .stream()
              .map(of -> isOwn(of.getKey()) ? of.getValue().allOfIt() : of.getValue())
              .reduce(Parts.NONE, Parts::plus);
      return new LedgersShare(byThread, garbage.share());
    }

    /** What the samples of something weigh, and those of them that are the ledger's. */
    private record Parts(long all, long ledgers) {
      static final Parts NONE = new Parts(0, 0);

      static Map<String, Parts> of(
          List<RecordedEvent> samples,
          String kind,
          String threadField,
          ToLongFunction<RecordedEvent> weight) {
        Map<String, Parts> parts = new HashMap<>();
        for (RecordedEvent sample : samples) {
          if (sample.getEventType().getName().equals(kind) && sample.getStackTrace() != null) {
            String thread =
                CpuMeter.kind(String.valueOf(sample.getThread(threadField).getJavaName()));
            long weighs = weight.applyAsLong(sample);
            parts.merge(thread, new Parts(weighs, isTheLedgers(sample) ? weighs : 0), Parts::plus);
          }
        }
        return parts;
      }

      Parts plus(Parts more) {
        return new Parts(all + more.all, ledgers + more.ledgers);
      }

      Parts allOfIt() {
        return new Parts(all, all);
      }

      double share() {
        return all == 0 ? 0 : (double) ledgers / all;
      }
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
