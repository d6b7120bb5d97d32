package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.negative;
import static dev.vedette.flink.Examples.positive;
import static dev.vedette.flink.Examples.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgeEventsTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final int FULL = 4;

  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @BeforeEach
  void forgetOtherTests() {
    SignGate.BATCHES.clear();
    SignGate.CLOSED.clear();
  }

  @Test
  void aGateThatLosesAnEventIsAFault() throws Exception {
    try (var judge =
        new OneInputStreamOperatorTestHarness<>(
            new JudgeEventsFactory(
                () ->
                    new OpenedGate(
                        new Gate() {
                          @Override
                          public List<Finding> judge(List<Event> events) {
                            return List.of();
                          }

                          @Override
                          public void close() {}
                        },
                        "sign@1",
                        "rules",
                        Map.of()),
                FULL,
                AN_HOUR))) {
      judge.open();
      judge.processElement(arrival("e-1", 1), 0);
      assertThatThrownBy(() -> findNothingMore(judge))
          .hasMessageContaining("0 findings for 1 events");
    }
  }

  @Test
  void aSingleEventIsJudgedAsSoonAsTheTaskHasFoundNoOther() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      judge.processElement(arrival("e-1", 1), 42);
      runOneMail(judge);
      assertThat(judge.getOutput()).as("the task has not looked at its input yet").isEmpty();
      runOneMail(judge);
      assertThat(judge.getOutput())
          .singleElement()
          .isInstanceOfSatisfying(
              StreamRecord.class, record -> assertThat(record.getTimestamp()).isEqualTo(42));
      assertThat(judge.getTaskMailbox().hasMail()).isFalse();
    }
  }

  @Test
  void aBatchGrowsWhileTheTaskFindsMore() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1");
      runOneMail(judge);
      for (String next : List.of("e-2", "e-3")) {
        send(judge, next);
        runOneMail(judge);
        assertThat(ids(judge)).isEmpty();
      }
      runOneMail(judge);
      assertThat(SignGate.BATCHES).containsExactly(3);
      assertThat(ids(judge)).containsExactly("e-1", "e-2", "e-3");
    }
  }

  @Test
  void aFullBatchIsJudgedInOneGoAndInOrder() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1", "e-2", "e-3");
      assertThat(ids(judge)).isEmpty();
      send(judge, "e-4");
      assertThat(ids(judge)).containsExactly("e-1", "e-2", "e-3", "e-4");
      assertThat(SignGate.BATCHES).containsExactly(FULL);
      assertThat(metrics.count(MetricNames.GATE_BATCHES)).isOne();
    }
  }

  @Test
  void theNextBatchIsLookedAfterToo() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1", "e-2", "e-3", "e-4", "e-5");
      findNothingMore(judge);
      assertThat(SignGate.BATCHES).containsExactly(FULL, 1);
      send(judge, "e-6");
      findNothingMore(judge);
      assertThat(ids(judge)).endsWith("e-5", "e-6");
    }
  }

  @Test
  void aBatchDoesNotWaitLongerThanItMayThoughThereIsMore() throws Exception {
    try (var judge = opened(Duration.ZERO)) {
      for (int i = 1; i <= 10; i++) {
        judge.processElement(arrival("e-" + i, 1), 0);
        assertThat(judge.extractOutputValues()).hasSize(i);
      }
    }
  }

  @Test
  void aJudgementIsDatedByTheClockOfTheTask() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1");
      judge.setProcessingTime(1_000);
      findNothingMore(judge);
      assertThat(judge.extractOutputValues().get(0).judgedAt())
          .isEqualTo(Instant.ofEpochMilli(1_000));
    }
  }

  @Test
  void theBatchIsJudgedBeforeTheBarrier() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1", "e-2");
      judge.prepareSnapshotPreBarrier(1);
      assertThat(ids(judge)).containsExactly("e-1", "e-2");
    }
  }

  @Test
  void theBatchIsJudgedBeforeTheWatermark() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1", "e-2");
      judge.processWatermark(7);
      assertThat(judge.getOutput()).hasSize(3);
      assertThat(judge.getOutput().toArray()[2]).isEqualTo(new Watermark(7));
    }
  }

  @Test
  void theBatchIsJudgedAtTheEndOfInput() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1", "e-2");
      judge.endInput();
      assertThat(ids(judge)).containsExactly("e-1", "e-2");
    }
  }

  @Test
  void deadArrivalsLeaveAtOnce() throws Exception {
    var letter =
        DeadLetter.of(
            new Objection(DeadLetterReason.MALFORMED, "no"),
            new Origin("events.sensor", 0, 1, START),
            new byte[] {1},
            START);
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1", "e-2");
      judge.processElement(Arrival.dead(letter), 0);
      assertThat(dead(judge)).usingRecursiveFieldByFieldElementComparator().containsExactly(letter);
      assertThat(ids(judge)).isEmpty();
      assertThat(deadLettered("malformed")).isOne();
    }
  }

  @Test
  void whatTheGateCannotReadLeavesWithItsBytesAndItsOrigin() throws Exception {
    Arrival unreadable = arrival("e-1", -1);
    try (var judge = opened(AN_HOUR)) {
      judge.processElement(unreadable, 0);
      findNothingMore(judge);
      DeadLetter letter = dead(judge).get(0);
      assertThat(letter.reason()).isEqualTo(DeadLetterReason.NOT_A_PICTURE);
      assertThat(letter.bytes()).isEqualTo(unreadable.value());
      assertThat(letter.origin()).isEqualTo(unreadable.origin());
      assertThat(judge.extractOutputValues()).isEmpty();
      assertThat(deadLettered("not-a-picture")).isOne();
    }
  }

  @Test
  void aNegativeJudgementCarriesNoPayload() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      judge.processElement(arrival("e-1", 0), 0);
      judge.processElement(arrival("e-2", 1), 0);
      judge.endInput();
      assertThat(judge.extractOutputValues().get(0).samples()).isNull();
      assertThat(judge.extractOutputValues().get(1).samples()).isNotNull();
    }
  }

  @Test
  void countsGoOnAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = opened(AN_HOUR)) {
      send(judge, "e-1");
      judge.processElement(arrival("e-2", -1), 0);
      judge.prepareSnapshotPreBarrier(1);
      snapshot = judge.snapshot(1, 1);
    }
    var later = new RegisteredMetrics();
    try (var judge = harness(AN_HOUR, later)) {
      judge.initializeState(snapshot);
      judge.open();
      send(judge, "e-3");
      findNothingMore(judge);
      assertThat(later.count(MetricNames.EVENTS_RECEIVED)).isEqualTo(3);
      assertThat(later.count(MetricNames.EVENTS, MetricNames.OUTCOME, "dead-lettered")).isOne();
      assertThat(judge.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void countsAddUpWhenTheJobIsRescaled() throws Exception {
    var snapshots = new OperatorSubtaskState[2];
    for (int i = 0; i < 2; i++) {
      try (var judge = harness(AN_HOUR, new RegisteredMetrics())) {
        judge.open();
        for (int event = 0; event <= i; event++) {
          judge.processElement(arrival("e-" + event, -1), 0);
        }
        judge.prepareSnapshotPreBarrier(1);
        snapshots[i] = judge.snapshot(1, 1);
      }
    }
    var whole = AbstractStreamOperatorTestHarness.repackageState(snapshots);
    long received = 0;
    long dead = 0;
    for (int subtask = 0; subtask < 3; subtask++) {
      var later = new RegisteredMetrics();
      try (var judge = harness(AN_HOUR, later)) {
        judge.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(whole, 128, 2, 3, subtask));
        judge.open();
        received += later.count(MetricNames.EVENTS_RECEIVED);
        dead += later.count(MetricNames.EVENTS, MetricNames.OUTCOME, "dead-lettered");
      }
    }
    assertThat(received).isEqualTo(3);
    assertThat(dead).isEqualTo(3);
  }

  @Test
  void theGateThatServesIsShownWithThoseThatWereRefused() throws Exception {
    try (var judge = opened(AN_HOUR)) {
      assertThat(judge.extractOutputValues()).isEmpty();
      assertThat(
              metrics.gauge(
                  MetricNames.GATE_INFO, MetricNames.GATE, "sign@1", MetricNames.VARIANT, "rules"))
          .isEqualTo(1);
      assertThat(
              metrics.count(
                  MetricNames.GATE_VARIANT_REFUSED,
                  MetricNames.VARIANT,
                  "int8",
                  MetricNames.REASON,
                  "slow"))
          .isOne();
    }
  }

  @Test
  void theGateIsClosedWithTheOperator() throws Exception {
    opened(AN_HOUR).close();
    assertThat(SignGate.CLOSED).hasSize(1);
  }

  private long deadLettered(String reason) {
    return metrics.count(
        MetricNames.EVENTS, MetricNames.OUTCOME, "dead-lettered", MetricNames.REASON, reason);
  }

  private static Arrival arrival(String eventId, float value) {
    return Arrival.of(reading(eventId, START, value), new byte[] {(byte) value});
  }

  private static void send(
      OneInputStreamOperatorTestHarness<Arrival, Judged> judge, String... eventIds)
      throws Exception {
    for (String eventId : eventIds) {
      judge.processElement(arrival(eventId, 1), 0);
    }
  }

  private static List<String> ids(OneInputStreamOperatorTestHarness<Arrival, Judged> judge) {
    return judge.extractOutputValues().stream().map(judged -> judged.header().eventId()).toList();
  }

  private static List<DeadLetter> dead(OneInputStreamOperatorTestHarness<Arrival, Judged> judge) {
    return judge.getSideOutput(JudgeEvents.DEAD_LETTERS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private static void runOneMail(OneInputStreamOperatorTestHarness<Arrival, Judged> judge)
      throws Exception {
    judge.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY).orElseThrow().run();
  }

  /** As a task does whose input has nothing for it. */
  private static void findNothingMore(OneInputStreamOperatorTestHarness<Arrival, Judged> judge)
      throws Exception {
    while (judge.getTaskMailbox().hasMail()) {
      runOneMail(judge);
    }
  }

  private OneInputStreamOperatorTestHarness<Arrival, Judged> opened(Duration maxWait)
      throws Exception {
    var judge = harness(maxWait, metrics);
    judge.open();
    return judge;
  }

  private static OneInputStreamOperatorTestHarness<Arrival, Judged> harness(
      Duration maxWait, RegisteredMetrics metrics) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new JudgeEventsFactory(
            () -> new OpenedGate(new SignGate(), "sign@1", "rules", Map.of("int8", "slow")),
            FULL,
            maxWait),
        metrics.environment());
  }

  /** Above zero is positive, below zero is unreadable. */
  private static final class SignGate implements Gate {
    static final Queue<Integer> BATCHES = new ConcurrentLinkedQueue<>();
    static final Queue<SignGate> CLOSED = new ConcurrentLinkedQueue<>();

    @Override
    public List<Finding> judge(List<Event> events) {
      BATCHES.add(events.size());
      return events.stream().map(SignGate::finding).toList();
    }

    private static Finding finding(Event event) {
      float value = event.samples().at(0, 0);
      if (value < 0) {
        return new Finding.Unreadable(new Objection(DeadLetterReason.NOT_A_PICTURE, "below zero"));
      }
      return value > 0 ? positive() : negative();
    }

    @Override
    public void close() {
      CLOSED.add(this);
    }
  }
}
