package dev.vedette.djl.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateCopy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir Path scratch;

  @Test
  void everyVariantIsTimedAtEverySizeAndARefusedOneSaysWhy() throws Exception {
    GateCopy copy =
        GateCopy.of(GateCopy.TURBOFAN, scratch.resolve("gate")).flip("float32/saved_model.pb");
    List<String> progress = new ArrayList<>();

    List<Benched> rows =
        EmbeddedGates.bench(
            copy.location(), new int[] {8, 1}, Duration.ofMillis(10), progress::add);

    assertThat(rows)
        .extracting(Benched::variant)
        .containsExactly("int8-onednn", "int8-onnx", "int8-weights", "float32");
    for (Benched row : rows) {
      if (row.trial() instanceof Refusal) {
        assertThat(row.cells()).isEmpty();
      } else {
        assertThat(row.cells()).extracting(Benched.Cell::batchSize).containsExactly(8, 1);
        assertThat(row.cells())
            .allSatisfy(
                cell -> {
                  assertThat(cell.eventsPerSecond()).isPositive();
                  assertThat(cell.leastMicros()).isPositive();
                  assertThat(cell.medianMicros()).isGreaterThanOrEqualTo(cell.leastMicros());
                  assertThat(cell.cpuMicros()).isPositive();
                });
      }
    }
    assertThat(rows.get(3).trial()).isInstanceOf(Refusal.class);
    assertThat(progress).contains("trying int8-onnx", "timing batches of 8");
  }

  @Test
  void timesAreForOneEventOfTheBatch() {
    Benched.Cell cell = Timed.cell(4, new long[] {9_000, 4_000, 5_000, 6_000}, 12_000);

    assertThat(cell.eventsPerSecond()).isCloseTo(16 / 24e-6, within(1.0));
    assertThat(cell.medianMicros()).isCloseTo(5.5 / 4, within(1e-9));
    assertThat(cell.leastMicros()).isCloseTo(1, within(1e-9));
    assertThat(cell.cpuMicros()).isCloseTo(12.0 / 16, within(1e-9));
  }

  @Test
  void nonsenseIsRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bench(new int[] {1, 0}))
        .withMessage("a batch size is not in 1..1024: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bench(new int[0]))
        .withMessage("0 batch sizes of PT0.01S each");
  }

  private static void bench(int[] sizes) throws Exception {
    EmbeddedGates.bench(GateCopy.TURBOFAN.toString(), sizes, Duration.ofMillis(10), text -> {});
  }
}
