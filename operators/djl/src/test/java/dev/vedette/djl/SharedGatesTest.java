package dev.vedette.djl;

import static dev.vedette.djl.CameraEvents.golden;
import static dev.vedette.djl.CameraEvents.jpeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Judgement;
import dev.vedette.djl.artefact.GateArtefactException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SharedGatesTest {
  private static final GateSource FACE = GateSource.of(GateCopy.ORIGINAL.toString());

  @TempDir Path scratch;

  private EmbeddedGate gate;
  private Event astronaut;

  @BeforeEach
  void open() throws Exception {
    gate = EmbeddedGates.open(FACE);
    astronaut = jpeg(golden("astronaut.jpg"));
  }

  @AfterEach
  void close() {
    gate.close();
  }

  @Test
  void aGateForOtherDevicesHasNoWindows() {
    assertThatThrownBy(() -> EmbeddedGates.windowInput(FACE.location()))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("is for camera devices, not for sensor ones");
  }

  @Test
  void gatesOfOneSourceShareOneNetworkUntilTheLastIsClosed() throws Exception {
    int before = SharedGates.OF_THIS_PROCESS.size();
    List<Judgement> scores = new ArrayList<>();
    int many = 4;
    ExecutorService pool = Executors.newFixedThreadPool(many);
    try {
      var together = new CountDownLatch(many);
      List<Future<Judgement>> running = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        running.add(
            pool.submit(
                () -> {
                  together.countDown();
                  together.await();
                  try (EmbeddedGate own = EmbeddedGates.open(FACE.withVariant("float32"))) {
                    return (Judgement) own.judge(List.of(astronaut)).get(0);
                  }
                }));
      }
      for (Future<Judgement> one : running) {
        scores.add(one.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(scores).hasSize(many).containsOnly(scores.get(0));
    assertThat(SharedGates.OF_THIS_PROCESS.size()).isEqualTo(before);
  }

  @Test
  void closingTwiceLeavesTheOthersTheirNetwork() throws Exception {
    EmbeddedGate other = EmbeddedGates.open(FACE);
    other.close();
    other.close();

    assertThat(gate.judge(List.of(astronaut))).hasSize(1);
  }

  @Test
  void aGateThatDoesNotOpenLeavesNothingBehind() throws Exception {
    int before = SharedGates.OF_THIS_PROCESS.size();

    assertThatThrownBy(() -> EmbeddedGates.open(FACE.withVariant("int4")))
        .isInstanceOf(GateArtefactException.class);

    assertThat(SharedGates.OF_THIS_PROCESS.size()).isEqualTo(before);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void twoThousandJudgementsLeaveNoMemoryBehind() throws Exception {
    Event chelsea = jpeg(golden("chelsea.jpg"));
    List<Event> batch = new ArrayList<>(Collections.nCopies(7, chelsea));
    batch.add(jpeg(Arrays.copyOf(chelsea.picture().bytes(), 9000), 451, 300));
    judge(batch, 500);
    long before = residentBytes();
    long pointersBefore = Pointer.totalCount();

    judge(batch, 2000);

    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointersBefore);
    // One picture's bytes leaked a judgement would be 70 MB, one decoded picture's 98 MB.
    assertThat(residentBytes() - before).isLessThan(24L << 20);
  }

  private void judge(List<Event> batch, int times) {
    for (int i = 0; i < times; i += batch.size()) {
      gate.judge(batch);
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
