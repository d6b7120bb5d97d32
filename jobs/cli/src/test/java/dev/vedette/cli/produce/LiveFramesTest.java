package dev.vedette.cli.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveFramesTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final int LIMIT = 1 << 20;
  private static byte[] coffee;

  private final StopSignal stop = new StopSignal();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON.plusNanos(789));

  @BeforeAll
  static void readPicture() throws IOException {
    try (InputStream file =
        LiveFramesTest.class.getResourceAsStream(
            "/dev/vedette/simulators/devices/pictures/coffee.jpg")) {
      coffee = file.readAllBytes();
    }
  }

  private LiveFrames frames(InputStream in, int limit) {
    return LiveFrames.of("the camera", () -> in, limit, now::get);
  }

  @Test
  void aFrameIsStampedWhenItIsWholeAndHandedOnAtOnce() throws Exception {
    try (var camera = new PipedOutputStream();
        var pipe = new PipedInputStream(camera, LIMIT)) {
      LiveFrames frames = frames(pipe, LIMIT);
      camera.write(coffee, 0, 1000);
      camera.flush();
      now.set(NOON.plusSeconds(5));
      camera.write(coffee, 1000, coffee.length - 1000);
      camera.flush();

      LiveFrames.Frame first = frames.next(stop).orElseThrow();
      assertThat(first.picture().bytes()).isEqualTo(coffee);
      assertThat(first.picture().width()).isEqualTo(600);
      assertThat(first.at()).isEqualTo(NOON.plusSeconds(5));

      now.set(NOON.plusSeconds(6).plusNanos(789));
      camera.write(coffee);
      camera.flush();
      assertThat(frames.next(stop).orElseThrow().at()).isEqualTo(NOON.plusSeconds(6));

      camera.write(coffee, 0, 1000);
      camera.close();
      assertThat(frames.next(stop)).isEmpty();
      assertThat(frames.skipped()).isEqualTo(new LiveFrames.Skipped(1, 0));
    }
  }

  @Test
  void aPersonCanStopWhileNothingArrives() throws Exception {
    try (var camera = new PipedOutputStream();
        var silent = new PipedInputStream(camera, LIMIT)) {
      LiveFrames frames = frames(silent, LIMIT);
      stop.request();

      assertThat(frames.next(stop)).isEmpty();
    }
  }

  @Test
  void framesThatAreTooLargeOrNoPictureAreLeftOutAndCounted() throws Exception {
    byte[] empty = {-1, (byte) 0xD8, -1, (byte) 0xD9};
    byte[] all = Arrays.copyOf(coffee, coffee.length + empty.length);
    System.arraycopy(empty, 0, all, coffee.length, empty.length);

    LiveFrames frames = frames(new ByteArrayInputStream(all), coffee.length - 1);

    assertThat(frames.next(stop)).isEqualTo(Optional.empty());
    assertThat(frames.skipped()).isEqualTo(new LiveFrames.Skipped(1, 1));
  }

  @Test
  void aFaultInTheReadingEndsTheStreamAndIsSaid() {
    var frames =
        LiveFrames.of(
            "the camera",
            () -> {
              throw new IllegalStateException("a fault of ours");
            },
            LIMIT,
            now::get);

    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> frames.next(stop))
        .withMessageContaining("a fault of ours");
  }

  @Test
  void aStreamThatFailsIsNamed() {
    var frames =
        LiveFrames.of(
            "the camera",
            () -> {
              throw new IOException("unplugged");
            },
            LIMIT,
            now::get);

    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> frames.next(stop))
        .withMessageContaining("the camera")
        .withMessageContaining("unplugged");
  }
}
