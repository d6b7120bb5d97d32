package dev.vedette.flink;

import static dev.vedette.flink.Judging.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class JudgeEventsCountsTest {
  @Test
  void countsGoOnAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var judge = Judging.opened()) {
      judge.sendPositive("e-1");
      judge.send(arrival("e-2", -1));
      snapshot = judge.snapshot();
    }
    try (var judge = Judging.restored(snapshot)) {
      judge.sendPositive("e-3");
      judge.findNothingMore();
      assertThat(received(judge)).isEqualTo(3);
      assertThat(deadLettered(judge)).isOne();
      assertThat(judge.judged()).hasSize(1);
    }
  }

  @Test
  void countsAddUpWhenTheJobIsRescaled() throws Exception {
    var snapshots = new OperatorSubtaskState[2];
    for (int i = 0; i < 2; i++) {
      try (var judge = Judging.opened()) {
        for (int event = 0; event <= i; event++) {
          judge.send(arrival("e-" + event, -1));
        }
        snapshots[i] = judge.snapshot();
      }
    }
    var whole = AbstractStreamOperatorTestHarness.repackageState(snapshots);
    long received = 0;
    long dead = 0;
    for (int subtask = 0; subtask < 3; subtask++) {
      var share =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(whole, 128, 2, 3, subtask);
      try (var judge = Judging.restored(share)) {
        received += received(judge);
        dead += deadLettered(judge);
      }
    }
    assertThat(received).isEqualTo(3);
    assertThat(dead).isEqualTo(3);
  }

  private static long received(Judging judge) {
    return judge.metrics.count(MetricNames.EVENTS_RECEIVED);
  }

  private static long deadLettered(Judging judge) {
    return judge.metrics.count(MetricNames.EVENTS, MetricNames.OUTCOME, "dead-lettered");
  }
}
