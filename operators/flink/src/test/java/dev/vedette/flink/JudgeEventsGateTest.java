package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gate that serves: shown, held to its contract, closed. */
class JudgeEventsGateTest {
  @Test
  void theGateThatServesIsShownWithThoseThatWereRefused() throws Exception {
    try (var judge = Judging.opened()) {
      assertThat(judge.judged()).isEmpty();
      assertThat(
              judge.metrics.gauge(
                  MetricNames.GATE_INFO, MetricNames.GATE, "sign@1", MetricNames.VARIANT, "rules"))
          .isEqualTo(1);
      assertThat(
              judge.metrics.count(
                  MetricNames.GATE_VARIANT_REFUSED,
                  MetricNames.VARIANT,
                  "int8",
                  MetricNames.REASON,
                  "slow"))
          .isOne();
    }
  }

  @Test
  void aGateThatLosesAnEventIsAFault() throws Exception {
    try (var judge = Judging.with(new LosingGate())) {
      judge.sendPositive("e-1");
      assertThatThrownBy(judge::findNothingMore).hasMessageContaining("0 findings for 1 events");
    }
  }

  @Test
  void theGateIsClosedWithTheOperator() throws Exception {
    var judge = Judging.opened();
    judge.close();
    assertThat(judge.gate.closed).isEqualTo(1);
  }

  /** Finds nothing in anything. */
  private static final class LosingGate implements Gate {
    @Override
    public List<Finding> judge(List<Event> events) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
