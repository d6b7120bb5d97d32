package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.reading;

import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Decision;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.Report;
import dev.vedette.core.release.Rollout;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.coordination.MockOperatorEventGateway;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.jspecify.annotations.Nullable;

/** One run of {@link JudgeEvents}, whose task looks at its input when the test says so. */
final class Judging implements AutoCloseable {
  /** How many events fill a batch. */
  static final int FULL = 4;

  private static final Duration AN_HOUR = Duration.ofHours(1);

  final SignGate gate = new SignGate();
  final RegisteredMetrics metrics = new RegisteredMetrics();
  final MockOperatorEventGateway coordinator = new MockOperatorEventGateway();
  final OrdersHere orders = new OrdersHere();
  final FakeReleases releases;
  private final JudgeHarness harness;

  private Judging(@Nullable Gate other, Duration maxWait, double dutyCycle, boolean readingsApart)
      throws Exception {
    this("sign", other, maxWait, dutyCycle, readingsApart);
  }

  private Judging(
      String name, @Nullable Gate other, Duration maxWait, double dutyCycle, boolean readingsApart)
      throws Exception {
    Gate served = other == null ? gate : other;
    releases = new FakeReleases(new OpenedGate(served, name, "1", "rules", Map.of("int8", "slow")));
    harness =
        new JudgeHarness(
            new JudgeEventsFactory(
                releases,
                () -> releases,
                orders.opener(),
                new JudgeSettings(FULL, maxWait, dutyCycle, 1, readingsApart, AuditPolicy.NONE)),
            coordinator,
            metrics.environment());
  }

  /** One whose batches may grow for an hour. */
  static Judging opened() throws Exception {
    return opened(new Judging(null, AN_HOUR, 1, false));
  }

  /** One whose sensor events are readings. */
  static Judging handingReadingsOn() throws Exception {
    return opened(new Judging(null, AN_HOUR, 1, true));
  }

  static Judging waitingAtMost(Duration maxWait) throws Exception {
    return opened(new Judging(null, maxWait, 1, false));
  }

  static Judging with(Gate gate) throws Exception {
    return opened(new Judging(gate, AN_HOUR, 1, false));
  }

  static Judging restored(OperatorSubtaskState snapshot) throws Exception {
    return restored(snapshot, releases -> {});
  }

  /** The job was configured with a gate of another name meanwhile. */
  static Judging restoredAs(String name, OperatorSubtaskState snapshot) throws Exception {
    var judge = new Judging(name, null, AN_HOUR, 1, false);
    judge.harness.initializeState(snapshot);
    return opened(judge);
  }

  /** With releases that are known again after the restart. */
  static Judging restored(OperatorSubtaskState snapshot, Consumer<FakeReleases> known)
      throws Exception {
    var judge = new Judging(null, AN_HOUR, 1, false);
    known.accept(judge.releases);
    judge.harness.initializeState(snapshot);
    return opened(judge);
  }

  private static Judging opened(Judging judge) throws Exception {
    judge.harness.open();
    return judge;
  }

  /** One that may be busy for this share of the time only. */
  static Judging with(Gate gate, double dutyCycle) throws Exception {
    return opened(new Judging(gate, AN_HOUR, dutyCycle, false));
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
    harness.send(new StreamRecord<>(arrival, timestamp));
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
    harness.watermark(millis);
  }

  void barrier() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
  }

  OperatorSubtaskState snapshot() throws Exception {
    barrier();
    return harness.snapshot(1, 1);
  }

  void endInput() throws Exception {
    harness.judge().endInput();
  }

  /** Records and watermarks as they left. */
  Queue<Object> output() {
    return harness.getOutput();
  }

  List<Judged> judged() {
    return harness.extractOutputValues();
  }

  /** What was handed on without a judgement. */
  Queue<StreamRecord<Arrival>> readings() {
    Queue<StreamRecord<Arrival>> readings = harness.getSideOutput(JudgeEvents.READINGS);
    return readings == null ? new ArrayDeque<>() : readings;
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

  /** The coordinator tells of what was just read. */
  void announce(Announcement announcement) {
    harness.judge().handleOperatorEvent(new AnnouncementEvent(announcement, false));
  }

  /** The coordinator tells of what was read before. */
  void tellAgain(Announcement announcement) {
    harness.judge().handleOperatorEvent(new AnnouncementEvent(announcement, true));
  }

  /** Waits until a released gate has been opened, or has not, and takes it. */
  void takeRelease() throws Exception {
    harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
  }

  /** The newest report of this subtask. */
  Report report() {
    var sent = coordinator.getEventsSent();
    return ((ReportEvent) sent.get(sent.size() - 1)).report();
  }

  void decide(Decision decision) {
    harness.judge().handleOperatorEvent(new DecisionEvent(decision));
  }

  /** Lets the coordinator of a job with this one subtask decide on its newest report. */
  void decide() {
    new Rollout(1, Rollout.Decided.NOTHING).report(0, report(), START).ifPresent(this::decide);
  }

  List<ReleaseStatus.Stage> stages() {
    return statuses().stream().map(ReleaseStatus::stage).toList();
  }

  ReleaseStatus lastStatus() {
    return statuses().get(statuses().size() - 1);
  }

  List<ReleaseStatus> statuses() {
    var lines = harness.getSideOutput(JudgeEvents.RELEASE_STATUS);
    return lines == null ? List.of() : lines.stream().map(StreamRecord::getValue).toList();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
