package dev.vedette.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The windows of the turbofan gate: from its sample as its rules say, and from its golden windows
 * after what its own scripts did to them.
 */
class TurbofanWindowsTest {
  private static final Path GATE = Path.of("../../models/turbofan");
  private static final int SAMPLES = 30;
  private static final int MOST_FILLED = 15;

  private final List<String> lines = lines();
  private final List<String> channels = List.of(lines.get(0).split(","));
  private final WatchedDevice engine = engine(MOST_FILLED);

  private WatchedDevice engine(int mostFilled) {
    return new WatchedDevice(
        new WindowSpec(channels, SAMPLES, 1, mostFilled),
        new WindowPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofHours(1)));
  }

  @Test
  void aWindowHoldsTheCyclesUpToItsOwnWithTheFirstInFrontOfThem() {
    int cycles = lines.size() - 1;
    for (int cycle = 0; cycle < cycles; cycle++) {
      read(engine, channels, cycle, cycle(cycle));
    }
    assertThat(engine.incompleteWindows()).isEqualTo(SAMPLES - MOST_FILLED - 1);
    assertThat(engine.windows()).hasSize(cycles - engine.incompleteWindows());
    for (int i = 0; i < engine.windows().size(); i++) {
      Samples window = engine.windows().get(i).samples();
      int last = i + SAMPLES - MOST_FILLED - 1;
      for (int row = 0; row < SAMPLES; row++) {
        assertThat(row(window.values(), row))
            .isEqualTo(cycle(Math.max(0, last - SAMPLES + 1 + row)));
      }
    }
  }

  @Test
  void lostReadingsAreHeldAsTheGateWasTrained() throws IOException {
    float[] whole = golden("40 cycles left");
    for (int cycle = 0; cycle < SAMPLES; cycle++) {
      if (cycle % 3 != 1) {
        read(engine, channels, cycle, row(whole, cycle));
      }
    }
    assertThat(engine.lastWindow())
        .isEqualTo(golden("40 cycles left, every third reading lost and held"));
  }

  @Test
  void aShortHistoryBeginsAsTheGateWasTrained() throws IOException {
    float[] whole = golden("40 cycles left");
    // More than the gate allows; its golden window is there to show how it is filled.
    var young = engine(20);
    for (int cycle = SAMPLES - 10; cycle < SAMPLES; cycle++) {
      read(young, channels, cycle, row(whole, cycle));
      read(engine, channels, cycle, row(whole, cycle));
    }
    assertThat(young.lastWindow())
        .isEqualTo(golden("40 cycles left, only 10 readings, the oldest of them in front"));
    assertThat(engine.windows()).isEmpty();
  }

  @Test
  void aChannelThatIsNeverReadIsNotANumber() throws IOException {
    float[] whole = golden("40 cycles left");
    int absent = channels.indexOf("T50");
    List<String> others = channels.stream().filter(name -> !name.equals("T50")).toList();
    for (int cycle = 0; cycle < SAMPLES; cycle++) {
      float[] values = new float[others.size()];
      float[] all = row(whole, cycle);
      System.arraycopy(all, 0, values, 0, absent);
      System.arraycopy(all, absent + 1, values, absent, values.length - absent);
      read(engine, others, cycle, values);
    }
    assertThat(engine.lastWindow()).isEqualTo(golden("40 cycles left, T50 never read (NaN)"));
  }

  private static void read(WatchedDevice engine, List<String> channels, int cycle, float[] values) {
    engine.sees(WatchedDevice.event("cycle-" + cycle, cycle, new Samples(channels, 0, values)));
  }

  private float[] cycle(int number) {
    String[] fields = lines.get(number + 1).split(",");
    float[] values = new float[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(fields[i]);
    }
    return values;
  }

  private float[] row(float[] window, int row) {
    return Arrays.copyOfRange(window, row * channels.size(), (row + 1) * channels.size());
  }

  private float[] golden(String name) throws IOException {
    String outputs = Files.readString(GATE.resolve("golden/outputs.json"));
    String[] names = outputs.substring(outputs.indexOf("\"names\"")).split("\n");
    int index = Arrays.asList(names).indexOf("  \"" + name + "\",") - 1;
    assertThat(index).isNotNegative();
    float[] window = new float[SAMPLES * channels.size()];
    ByteBuffer.wrap(Files.readAllBytes(GATE.resolve("golden/inputs.f32")))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(index * window.length, window);
    return window;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(GATE.resolve("sample.csv"));
    } catch (IOException e) {
      throw new IllegalStateException("the turbofan gate's sample", e);
    }
  }
}
