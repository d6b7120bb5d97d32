package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class PreparedTest {
  @Test
  void thingsTakeTurnsUntilAllAreHandedOut() throws Exception {
    assertThat(handedOut(5)).containsExactlyInAnyOrder("a", "b", "a", "b", "a");
  }

  @Test
  void nothingAtAllIsRefused() {
    assertThatThrownBy(() -> new Prepared<String>(List::of, 0)).hasMessage("count < 1: 0");
  }

  private static List<String> handedOut(long count) throws Exception {
    var env = StreamExecutionEnvironment.createLocalEnvironment(2);
    return env.fromSource(
            new Prepared<>(() -> List.of("a", "b"), count),
            WatermarkStrategy.noWatermarks(),
            "hand out",
            Types.STRING)
        .executeAndCollect(10);
  }
}
