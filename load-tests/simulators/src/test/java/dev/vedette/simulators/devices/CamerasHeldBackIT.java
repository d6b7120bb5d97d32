package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.simulators.broker.LocalBroker;
import java.awt.Color;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras that may not, or cannot, send as they would. */
@Timeout(120)
final class CamerasHeldBackIT {
  private static final byte[] JPEG = Pictures.jpeg(Color.RED);
  private static LocalBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = LocalBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static SimulatedCameras start(
      CameraPlan plan, PictureSequence pictures, Headway headway) {
    return SimulatedCameras.start(
        plan,
        camera -> pictures,
        headway,
        Map.of("bootstrap.servers", broker.bootstrap()),
        InstantSource.system());
  }

  private static PictureSequence always(byte[] picture) {
    return (number, sinceStart) -> picture;
  }

  @Test
  void camerasKeepTheirHeadwayOverWhoeverReads() throws Exception {
    broker.createTopics(1, "ahead");
    var headway = new Headway(10L * JPEG.length);
    CameraPlan plan = CameraPlan.to("ahead", "it").endingAfter(25);
    try (var cameras = start(plan, always(JPEG), headway)) {
      hasSentAndWaits(cameras, 10);

      headway.read(10);
      hasSentAndWaits(cameras, 20);

      headway.read(15);
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      assertThat(cameras.counts().events()).isEqualTo(25).isEqualTo(cameras.planned());
      assertThat(cameras.failure()).isEmpty();
    }
  }

  private static void hasSentAndWaits(SimulatedCameras cameras, int events) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (cameras.counts().events() < events && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(cameras.awaitEnd(Duration.ofMillis(200))).isFalse();
    assertThat(cameras.counts().events()).isEqualTo(events);
  }

  /** The topic takes no more than 100,000 bytes, a producer's request no more than 8 MiB. */
  @ParameterizedTest
  @ValueSource(ints = {100_000, 9_000_000})
  void aFrameThatIsTooLargeEndsTheRunWithAFailure(int bytes) throws Exception {
    String topic = "narrow-" + bytes;
    broker.createTopics(1, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "100000"), topic);
    byte[] large = Arrays.copyOf(JPEG, bytes);
    PictureSequence secondIsLarge = (number, sinceStart) -> number == 1 ? large : JPEG;
    CameraPlan plan = CameraPlan.to(topic, "it").of(1).endingAfter(1000);
    // The large frame alone is more than may be ahead: for its sake the third would wait for ever.
    try (var cameras = start(plan, secondIsLarge, new Headway(2L * JPEG.length))) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      assertThat(cameras.failure()).containsInstanceOf(RecordTooLargeException.class);
      assertThat(cameras.counts().events()).isLessThan(cameras.planned());
      assertThat(cameras.counts().failed()).isPositive();
    }
  }

  @Test
  void aPictureThatCannotBeShownEndsTheRunWithAFailure() throws Exception {
    broker.createTopics(1, "broken");
    PictureSequence broken =
        (number, sinceStart) -> {
          if (number == 2) {
            throw new IllegalStateException("no third picture");
          }
          return JPEG;
        };
    CameraPlan plan = CameraPlan.to("broken", "it").of(1).endingAfter(10);
    try (var cameras = start(plan, broken, Headway.unlimited())) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      assertThat(cameras.failure())
          .hasValueSatisfying(e -> assertThat(e).hasMessage("no third picture"));
    }
  }
}
