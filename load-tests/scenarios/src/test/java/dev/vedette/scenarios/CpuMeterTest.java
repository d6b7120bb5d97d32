package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.scenarios.CpuMeter.ThreadTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuMeterTest {
  @Test
  void threadsOfAlikeNamesAreOneAndTheRestIsTheJvms() {
    var before = new CpuMeter(1_000_000, Map.of(1L, new ThreadTime("task (1/2)", 500_000)), 0, 0);
    var after =
        new CpuMeter(
            11_000_000,
            Map.of(
                1L, new ThreadTime("task (1/2)", 4_500_000),
                2L, new ThreadTime("task (2/2)", 2_000_000)),
            0,
            0);
    assertThat(before.nanosUntil(after)).isEqualTo(10_000_000);
    assertThat(before.microsByThread(after, 1_000))
        .containsEntry("task (*/*)", 6.0)
        .containsEntry(CpuMeter.JVM, 4.0)
        .hasSize(2);
  }

  @Test
  void whatAThreadDoesIsReadAsItsTime() {
    CpuMeter start = CpuMeter.read();
    long before = CpuMeter.threadNanos();
    double sum = 0;
    do {
      sum += Math.sqrt(sum + 1);
    } while (CpuMeter.threadNanos() - before < 20_000_000);
    assertThat(sum).isPositive();
    assertThat(start.nanosUntil(CpuMeter.read())).isGreaterThanOrEqualTo(10_000_000);
  }
}
