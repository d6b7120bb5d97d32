package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.header;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Samples;
import dev.vedette.core.window.WindowPolicy;
import dev.vedette.core.window.WindowSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link BuildWindows}: of three readings of {@code bar}, of which one may be missing.
 * Pumps read once a second, doors now and then.
 */
final class Building implements AutoCloseable {
  static final long SILENCE_MILLIS = 60_000;

  private static final int KEY_GROUPS = 128;
  private static final WindowSpec SPEC = new WindowSpec(List.of("bar"), 3, 1, 1);
  private static final Duration LATENESS = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofMillis(SILENCE_MILLIS);
  private static final WindowSettings SETTINGS =
      new WindowSettings(
          new WindowPolicy(null, LATENESS, SILENCE),
          Map.of("pump", new WindowPolicy(Duration.ofSeconds(1), LATENESS, SILENCE)));

  private final int subtask;
  final RegisteredMetrics metrics = new RegisteredMetrics();
  private final KeyedOneInputStreamOperatorTestHarness<String, Arrival, Arrival> harness;

  private Building(int subtask) throws Exception {
    this.subtask = subtask;
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new BuildWindows(() -> SPEC, SETTINGS)),
            arrival -> arrival.event().header().deviceKey(),
            InOnePieceType.text(),
            KEY_GROUPS,
            2,
            subtask);
  }

  private Building() throws Exception {
    subtask = 0;
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new BuildWindows(() -> SPEC, SETTINGS)),
            arrival -> arrival.event().header().deviceKey(),
            InOnePieceType.text(),
            metrics.environment());
  }

  static Building opened() throws Exception {
    var build = new Building();
    build.harness.open();
    return build;
  }

  /** One that goes on at a time from what an earlier one has left. */
  static Building restored(OperatorSubtaskState snapshot, long atMillis) throws Exception {
    var build = new Building();
    build.harness.setup();
    build.harness.setProcessingTime(atMillis);
    build.harness.initializeState(snapshot);
    build.harness.open();
    return build;
  }

  /** One that keeps its state elsewhere, and goes on there from what an earlier one has left. */
  static Building on(StateBackend backend, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    var build = new Building();
    build.harness.setStateBackend(backend);
    build.harness.setup();
    if (snapshot != null) {
      build.harness.initializeState(snapshot);
    }
    build.harness.open();
    return build;
  }

  /** One of two that share what one has left. */
  static Building half(OperatorSubtaskState snapshot, int subtask) throws Exception {
    var build = new Building(subtask);
    build.harness.setup();
    build.harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            snapshot, KEY_GROUPS, 1, 2, subtask));
    build.harness.open();
    return build;
  }

  /** Whether a device of this one's tenant is this subtask's. */
  boolean owns(String device) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator("acme/" + device, KEY_GROUPS, 2)
        == subtask;
  }

  void read(EventHeader header, Samples samples) throws Exception {
    Arrival arrival = Arrival.of(Event.ofSamples(header, samples), new byte[] {7});
    harness.processElement(arrival, header.capturedAt().toEpochMilli());
  }

  void read(String device, String deviceClass, double... seconds) throws Exception {
    for (double second : seconds) {
      read(
          header(device + "@" + second, device, deviceClass, at(second)),
          new Samples(List.of("bar"), 0, new float[] {(float) second}));
    }
  }

  void passUntil(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<Arrival> windows() {
    return harness.extractOutputValues();
  }

  List<String> windowIds() {
    return windows().stream().map(window -> window.event().header().eventId()).toList();
  }

  float[] lastWindow() {
    List<Arrival> windows = windows();
    return windows.get(windows.size() - 1).event().samples().values();
  }

  /** The time of each output record. */
  List<Long> timestamps() {
    return harness.getOutput().stream()
        .map(record -> ((StreamRecord<?>) record).getTimestamp())
        .toList();
  }

  List<DeadLetter> deadLetters() {
    return harness.getSideOutput(JudgeEvents.DEAD_LETTERS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  long readings(String outcome) {
    return metrics.count(MetricNames.READINGS, MetricNames.OUTCOME, outcome);
  }

  long windows(String outcome) {
    return metrics.count(MetricNames.WINDOWS, MetricNames.OUTCOME, outcome);
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
