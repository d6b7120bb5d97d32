package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a run of cameras ends: by itself, or when it is closed. */
@Timeout(120)
final class SimulatedCamerasEndIT {
  @AutoClose private static final FrameTopics TOPICS = new FrameTopics();

  @TempDir Path dir;

  @Test
  void aClipThatIsShownOnceEndsTheRun() throws Exception {
    TOPICS.create(1, "clip");
    try (var cameras = TOPICS.film(CameraPlan.to("clip", "it").of(2), Pictures.clip(dir).once())) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(TOPICS.read("clip")).hasSize(4);
  }

  @Test
  void closingStopsAnEndlessRunAtItsPace() throws Exception {
    TOPICS.create(1, "endless");
    Clip clip = Pictures.clip(dir);
    Instant began = Instant.now();
    var cameras = TOPICS.film(CameraPlan.to("endless", "it").at(50), clip);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (cameras.counts().events() < 20 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    long closing = System.nanoTime();
    cameras.close();

    assertThat(System.nanoTime() - closing).isLessThan(TimeUnit.SECONDS.toNanos(2));
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    assertThat((double) cameras.counts().events()).isBetween(20.0, 50 * seconds + 5);
    assertThat(TOPICS.read("endless")).hasSize((int) cameras.counts().records());
    assertThat(FrameRecords.decode(TOPICS.read("endless").get(0)).getCapturedAt())
        .isAfter(began.minusSeconds(1));
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("simulated-cameras"));
  }

  @Test
  void closingDoesNotWaitForABrokerThatIsAway() throws Exception {
    Clip clip = Pictures.clip(dir);
    Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:1");
    var cameras =
        SimulatedCameras.start(
            CameraPlan.to("nowhere", "it"), camera -> clip, nobody, InstantSource.system());
    long closing = System.nanoTime();
    cameras.close();

    assertThat(System.nanoTime() - closing).isLessThan(TimeUnit.SECONDS.toNanos(8));
    assertThat(cameras.counts().records()).isZero();
  }
}
