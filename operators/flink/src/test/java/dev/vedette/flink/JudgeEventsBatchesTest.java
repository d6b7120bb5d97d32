package dev.vedette.flink;

import static dev.vedette.flink.Judging.FULL;
import static dev.vedette.flink.Judging.arrival;
import static dev.vedette.flink.Judging.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a batch grows, and what it never waits for. */
class JudgeEventsBatchesTest {
  @Test
  void aSingleEventIsJudgedAsSoonAsTheTaskHasFoundNoOther() throws Exception {
    try (var judge = Judging.opened()) {
      judge.send(arrival("e-1", 1), 42);
      judge.runOneMail();
      assertThat(judge.output()).as("the task has not looked at its input yet").isEmpty();
      judge.runOneMail();
      assertThat(judge.output())
          .singleElement()
          .isInstanceOfSatisfying(
              StreamRecord.class, record -> assertThat(record.getTimestamp()).isEqualTo(42));
      assertThat(judge.hasMail()).isFalse();
    }
  }

  @Test
  void aBatchGrowsWhileTheTaskFindsMore() throws Exception {
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1");
      judge.runOneMail();
      for (String next : List.of("e-2", "e-3")) {
        judge.sendPositive(next);
        judge.runOneMail();
        assertThat(judge.ids()).isEmpty();
      }
      judge.runOneMail();
      assertThat(judge.gate.batches).containsExactly(3);
      assertThat(judge.ids()).containsExactly("e-1", "e-2", "e-3");
    }
  }

  @Test
  void aFullBatchIsJudgedInOneGoAndInOrder() throws Exception {
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1", "e-2", "e-3");
      assertThat(judge.ids()).isEmpty();
      judge.sendPositive("e-4");
      assertThat(judge.ids()).containsExactly("e-1", "e-2", "e-3", "e-4");
      assertThat(judge.gate.batches).containsExactly(FULL);
      assertThat(judge.metrics.count(MetricNames.GATE_BATCHES)).isOne();
    }
  }

  @Test
  @Timeout(30)
  void unreadableRecordsDoNotHoldABatchUp() throws Exception {
    try (var judge = Judging.waitingAtMost(Duration.ofMillis(1))) {
      judge.sendPositive("e-1");
      while (judge.ids().isEmpty()) {
        judge.send(unreadable());
      }
      assertThat(judge.ids()).containsExactly("e-1");
    }
  }

  @Test
  void theNextBatchIsLookedAfterToo() throws Exception {
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1", "e-2", "e-3", "e-4", "e-5");
      judge.findNothingMore();
      assertThat(judge.gate.batches).containsExactly(FULL, 1);
      judge.sendPositive("e-6");
      judge.findNothingMore();
      assertThat(judge.ids()).endsWith("e-5", "e-6");
    }
  }

  @Test
  void aBatchDoesNotWaitLongerThanItMayThoughThereIsMore() throws Exception {
    try (var judge = Judging.waitingAtMost(Duration.ZERO)) {
      for (int i = 1; i <= 10; i++) {
        judge.sendPositive("e-" + i);
        assertThat(judge.judged()).hasSize(i);
      }
    }
  }

  @Test
  void theBatchIsJudgedBeforeTheBarrier() throws Exception {
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1", "e-2");
      judge.barrier();
      assertThat(judge.ids()).containsExactly("e-1", "e-2");
    }
  }

  @Test
  void theBatchIsJudgedBeforeTheWatermark() throws Exception {
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1", "e-2");
      judge.watermark(7);
      assertThat(judge.output()).hasSize(3);
      assertThat(judge.output().toArray()[2]).isEqualTo(new Watermark(7));
    }
  }

  @Test
  void theBatchIsJudgedAtTheEndOfInput() throws Exception {
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1", "e-2");
      judge.endInput();
      assertThat(judge.ids()).containsExactly("e-1", "e-2");
    }
  }
}
