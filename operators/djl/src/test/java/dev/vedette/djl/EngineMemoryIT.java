package dev.vedette.djl;

import static dev.vedette.djl.CameraEvents.golden;
import static dev.vedette.djl.CameraEvents.jpeg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What either engine keeps of a call: nothing. */
class EngineMemoryIT {
  private static final int SIZES = 5;

  /** Java's own heap and compiler grow in some of them; what leaks grows in all. */
  private static final int ROUNDS = 4;

  @ParameterizedTest
  @CsvSource({
    "turbofan, float32, 20000",
    "turbofan, int8-onnx, 20000",
    "person, int8-onednn, 150",
    "person, int8-onnx, 150"
  })
  @EnabledOnOs(OS.LINUX)
  void manyCallsOfAllSizesLeaveNoMemoryBehind(String name, String variant, int calls)
      throws Exception {
    List<Event> events =
        name.equals("turbofan")
            ? SensorEvents.goldenWindows().subList(0, SIZES)
            : Collections.nCopies(SIZES, jpeg(golden("chelsea.jpg")));
    Path folder = GateCopy.ORIGINAL.resolveSibling(name);
    try (EmbeddedGate gate =
        EmbeddedGates.open(GateSource.of(folder.toString()).withVariant(variant))) {
      judge(gate, events, calls);
      long pointersBefore = Pointer.totalCount();
      long leastGrowth = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = residentBytes();
        judge(gate, events, calls);
        leastGrowth = Math.min(leastGrowth, residentBytes() - before);
      }

      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointersBefore);
      // A tensor's description leaked a call would be 20 MB a round and more, a picture 34 MB.
      assertThat(leastGrowth).isLessThan(4L << 20);
    }
  }

  private static void judge(EmbeddedGate gate, List<Event> events, int calls) {
    for (int call = 0; call < calls; call++) {
      gate.judge(events.subList(0, 1 + call % SIZES));
    }
  }

  private static long residentBytes() throws Exception {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
