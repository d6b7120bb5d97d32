package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A box that overheats judges a sample of its events. */
class JudgeEventsDutyTest {
  @Test
  void whatComesAfterTheShareOfTheTimeIsUsedUpIsSkippedAndCounted() throws Exception {
    try (var judge = Judging.with(new BusyGate(), 1e-9)) {
      for (int i = 0; i < 100; i++) {
        judge.sendPositive("e-" + i);
        judge.findNothingMore();
      }
      long skipped =
          judge.metrics.count(
              MetricNames.EVENTS, MetricNames.OUTCOME, "skipped", MetricNames.REASON, "duty-cycle");
      assertThat(judge.ids()).as("until the first 100 ms are used up").isNotEmpty();
      assertThat(skipped).isPositive();
      assertThat(skipped + judge.ids().size()).as("nothing else is lost").isEqualTo(100);
      assertThat(judge.metrics.count(MetricNames.EVENTS_RECEIVED)).isEqualTo(100);
    }
  }

  /** Keeps the processor busy for 10 ms. */
  private static final class BusyGate implements Gate {
    private final SignGate sign = new SignGate();

    @Override
    public List<Finding> judge(List<Event> events) {
      long until = System.nanoTime() + 10_000_000;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      return sign.judge(events);
    }

    @Override
    public void close() {}
  }
}
