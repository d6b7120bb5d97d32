package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.reading;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judged;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One run of {@link JudgeEvents}, whose task looks at its input when the test says so. */
final class Judging implements AutoCloseable {
  /** How many events fill a batch. */
  static final int FULL = 4;

  private static final Duration AN_HOUR = Duration.ofHours(1);

  final SignGate gate = new SignGate();
  final RegisteredMetrics metrics = new RegisteredMetrics();
  private final OneInputStreamOperatorTestHarness<Arrival, Judged> harness;

  private Judging(Duration maxWait) throws Exception {
    this.harness = harness(gate, maxWait, false);
  }

  private Judging(Gate other) throws Exception {
    this.harness = harness(other, AN_HOUR, false);
  }

  private Judging(boolean readingsApart) throws Exception {
    this.harness = harness(gate, AN_HOUR, readingsApart);
  }

  static Judging handingReadingsOn() throws Exception {
    return opened(new Judging(true));
  }

  /** One whose batches may grow for an hour. */
  static Judging opened() throws Exception {
    return opened(new Judging(AN_HOUR));
  }

  static Judging waitingAtMost(Duration maxWait) throws Exception {
    return opened(new Judging(maxWait));
  }

  static Judging with(Gate gate) throws Exception {
    return opened(new Judging(gate));
  }

  static Judging restored(OperatorSubtaskState snapshot) throws Exception {
    var judge = new Judging(AN_HOUR);
    judge.harness.initializeState(snapshot);
    return opened(judge);
  }

  private static Judging opened(Judging judge) throws Exception {
    judge.harness.open();
    return judge;
  }

  private OneInputStreamOperatorTestHarness<Arrival, Judged> harness(
      Gate served, Duration maxWait, boolean readingsApart) throws Exception {
    var factory =
        new JudgeEventsFactory(
            () -> new OpenedGate(served, "sign@1", "rules", Map.of("int8", "slow")), FULL, maxWait);
    return new OneInputStreamOperatorTestHarness<>(
        readingsApart ? factory.handingReadingsOn() : factory, metrics.environment());
  }

  static Arrival arrival(String eventId, float value) {
    return Arrival.of(reading(eventId, START, value), new byte[] {(byte) value});
  }

  /** A record that nobody could decode. */
  static Arrival unreadable() {
    return Arrival.dead(
        DeadLetter.of(
            new Objection(DeadLetterReason.MALFORMED, "no"),
            new Origin("events.sensor", 0, 1, START),
            new byte[] {1},
            START));
  }

  void send(Arrival arrival, long timestamp) throws Exception {
    harness.processElement(arrival, timestamp);
  }

  void send(Arrival arrival) throws Exception {
    send(arrival, 0);
  }

  void sendPositive(String... eventIds) throws Exception {
    for (String eventId : eventIds) {
      send(arrival(eventId, 1));
    }
  }

  void runOneMail() throws Exception {
    harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY).orElseThrow().run();
  }

  boolean hasMail() {
    return harness.getTaskMailbox().hasMail();
  }

  /** As a task does whose input has nothing for it. */
  void findNothingMore() throws Exception {
    while (hasMail()) {
      runOneMail();
    }
  }

  void passUntil(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  void watermark(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  void barrier() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
  }

  OperatorSubtaskState snapshot() throws Exception {
    barrier();
    return harness.snapshot(1, 1);
  }

  void endInput() throws Exception {
    harness.endInput();
  }

  /** Records and watermarks as they left. */
  Queue<Object> output() {
    return harness.getOutput();
  }

  List<Judged> judged() {
    return harness.extractOutputValues();
  }

  /** The events that were judged. */
  List<String> ids() {
    return judged().stream().map(judged -> judged.header().eventId()).toList();
  }

  List<DeadLetter> deadLetters() {
    return harness.getSideOutput(JudgeEvents.DEAD_LETTERS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  /** What was handed on without a judgement. */
  Queue<StreamRecord<Arrival>> readings() {
    Queue<StreamRecord<Arrival>> readings = harness.getSideOutput(JudgeEvents.READINGS);
    return readings == null ? new ArrayDeque<>() : readings;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
