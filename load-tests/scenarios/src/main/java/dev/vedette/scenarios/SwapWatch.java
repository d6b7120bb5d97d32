package dev.vedette.scenarios;

import dev.vedette.core.gate.Judged;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.flink.JudgeEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.jspecify.annotations.Nullable;

/**
 * Every judgement and every word on a release, as they leave the gate, in the gate's own thread and
 * so in their true order.
 *
 * <p>It is the process's, because the cluster makes its own copies of what is in a job.
 */
final class SwapWatch {
  private static final SwapWatch OF_THIS_PROCESS = new SwapWatch();
  private static final long AFTERMATH_MICROS = Duration.ofSeconds(1).toNanos() / 1_000;
  private static final String EVENT = "event-";

  private final SwapPhases phases = new SwapPhases(AFTERMATH_MICROS);
  private final BitSet judged = new BitSet();
  private SwapLatencies latencies = SwapLatencies.none();
  private String serving = "";
  private long twice;
  private long byAnother;
  private @Nullable ReleaseStatus last;
  private long activatedNanos;

  /**
   * What came out of the gate.
   *
   * @param twice judgements of an event that had one
   * @param byAnother judgements by a version that did not serve at that moment
   */
  record Counts(long events, long twice, long byAnother) {}

  private SwapWatch() {}

  /** The watch, over a job that is to come, whose gate has this version. */
  static SwapWatch begun(String version) {
    OF_THIS_PROCESS.begin(version);
    return OF_THIS_PROCESS;
  }

  /** Adds to a job what tells the watch, chained to the gate. */
  static void extend(StreamExecutionEnvironment env) {
    var gate = RunningJob.gate(env);
    new DataStream<>(env, gate)
        .map(judged -> OF_THIS_PROCESS.note(judged))
        .name("note judgement")
        .uid("note-judgement")
        .sinkTo(new DiscardingSink<>())
        .name("discard")
        .uid("discard");
    new DataStream<>(env, new SideOutputTransformation<>(gate, JudgeEvents.RELEASE_STATUS))
        .map(status -> OF_THIS_PROCESS.note(status))
        .name("note release")
        .uid("note-release")
        .sinkTo(new DiscardingSink<>())
        .name("discard too")
        .uid("discard-too");
  }

  private synchronized void begin(String version) {
    judged.clear();
    twice = 0;
    byAnother = 0;
    last = null;
    serving = version;
    latencies = SwapLatencies.none();
  }

  /** To be called before a release is sent: nothing that meets it may be missed. */
  void announced(String kind) {
    phases.announced(kind);
  }

  private synchronized long note(Judged one) {
    Instant now = Instant.now();
    int event = Integer.parseInt(one.header().eventId().substring(EVENT.length()));
    twice += judged.get(event) ? 1 : 0;
    judged.set(event);
    byAnother += one.judgement().gate().endsWith('@' + serving) ? 0 : 1;
    Instant captured = one.header().capturedAt();
    long waited = Math.max(0, Duration.between(captured, now).toNanos() / 1_000);
    latencies.note(phases.of(micros(captured)), waited, one.gateMicros());
    return waited;
  }

  private synchronized String note(ReleaseStatus status) {
    switch (status.stage()) {
      case ACTIVATED -> {
        serving = status.serving();
        phases.activated(micros(Instant.now()));
        activatedNanos = System.nanoTime();
        last = status;
      }
      case REFUSED -> last = status;
      case ANNOUNCED, SHADOW -> {}
    }
    return status.version();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /**
   * Whether a release serves.
   *
   * @throws IllegalStateException if it never will
   */
  synchronized boolean serves(long sequence) {
    ReleaseStatus told = last;
    if (told == null || told.sequence() < sequence) {
      return false;
    }
    if (told.stage() == ReleaseStatus.Stage.REFUSED) {
      throw new IllegalStateException(
          "release %d was refused, %s: %s"
              .formatted(told.sequence(), told.reason(), told.detail()));
    }
    return true;
  }

  /** When the last release was activated, by this JVM's own clock. */
  synchronized long activatedNanos() {
    return activatedNanos;
  }

  synchronized Counts counts() {
    return new Counts(judged.cardinality(), twice, byAnother);
  }

  /** What was noted since the last call. */
  synchronized SwapLatencies take() {
    SwapLatencies taken = latencies;
    latencies = SwapLatencies.none();
    return taken;
  }
}
