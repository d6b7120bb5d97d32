package dev.vedette.pipeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimedReferenceStoreTest {
  private static final URI PICTURE = URI.create("s3://pictures/1.jpg");
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void aPictureIsReadOnAThreadApart() throws Exception {
    var store =
        new TimedReferenceStore(
            (uri, maxBytes) -> Thread.currentThread().getName().getBytes(UTF_8), AMPLE);
    assertThat(store.read(PICTURE, 1)).asString().isEqualTo("vedette-references");
  }

  @Test
  void aPictureThatTakesTooLongIsGivenUpAndTheNextOneIsRead() throws Exception {
    var first = new AtomicInteger();
    var store =
        new TimedReferenceStore(
            (uri, maxBytes) -> first.getAndIncrement() == 0 ? hang() : new byte[] {7}, SHORT);
    assertThatThrownBy(() -> store.read(PICTURE, 1))
        .isInstanceOf(IOException.class)
        .hasMessage("not read within PT0.05S");
    assertThat(store.read(PICTURE, 1)).containsExactly(7);
  }

  @Test
  void aStoreThatHangsForGoodRefusesAtOnceAndQueuesNothingUp() throws Exception {
    var end = new CountDownLatch(1);
    var begun = new AtomicInteger();
    var store =
        new TimedReferenceStore(
            (uri, maxBytes) -> {
              begun.incrementAndGet();
              awaitWithoutListening(end);
              return new byte[] {7};
            },
            SHORT);
    assertThatThrownBy(() -> store.read(PICTURE, 1)).hasMessage("not read within PT0.05S");
    long before = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThatThrownBy(() -> store.read(PICTURE, 1))
          .isInstanceOf(IOException.class)
          .hasMessage("the store still hangs in an earlier file");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SHORT.multipliedBy(100));
    assertThat(begun).hasValue(1);

    end.countDown();
    assertThat(readOnceFree(store)).containsExactly(7);
  }

  @Test
  void whatAFileSystemThrowsIsAFailureOfThePicture() {
    assertThatThrownBy(() -> failing(new NoSuchFileException("1.jpg")).read(PICTURE, 1))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> failing(new IllegalStateException("no region")).read(PICTURE, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("IllegalStateException: no region");
  }

  @Test
  void aFileSystemThatThrowsMakesADeadLetter() throws Exception {
    var decoder =
        Given.decoder(List.of(URI.create("s3://pictures/")), failing(new IllegalStateException()));
    Encoded record = Given.ENCODER.encodeJpegAt(Given.CAPTURE, PICTURE, null, null);
    DeadLetter letter = Given.decode(decoder, record).deadLetter();
    assertThat(letter.reason()).isEqualTo(DeadLetterReason.REFERENCE_UNREADABLE);
  }

  @Test
  void aTaskThatIsCancelledStopsWaiting() {
    var store = new TimedReferenceStore((uri, maxBytes) -> hang(), AMPLE);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> store.read(PICTURE, 1)).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void noTimeAtAllIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimedReferenceStore(Given.NO_STORE, Duration.ZERO));
  }

  private static TimedReferenceStore failing(Exception failure) {
    return new TimedReferenceStore(
        (uri, maxBytes) -> {
          if (failure instanceof IOException known) {
            throw known;
          }
          throw (RuntimeException) failure;
        },
        AMPLE);
  }

  private static byte[] hang() throws IOException {
    try {
      new CountDownLatch(1).await();
      return new byte[0];
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static void awaitWithoutListening(CountDownLatch end) {
    boolean ended = false;
    while (!ended) {
      try {
        ended = end.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        // Which is just what such a store does.
      }
    }
  }

  private static byte[] readOnceFree(TimedReferenceStore store) {
    while (true) {
      try {
        return store.read(PICTURE, 1);
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
  }
}
