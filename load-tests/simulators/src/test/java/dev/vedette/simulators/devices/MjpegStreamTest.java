package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MjpegStreamTest {
  private static final byte[] RED = Pictures.jpeg(Color.RED);
  private static final byte[] GREEN = Pictures.jpeg(Color.GREEN);
  private static final byte[] GARBAGE =
      "\r\n--frame\r\nContent-Length: 5\r\n\r\n\u00ff\u00ff\u00d8\u00d8\u00ff"
          .getBytes(StandardCharsets.ISO_8859_1);
  private static final int LIMIT = 256 * 1024;

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] cut(byte[] frame, int length) {
    return Arrays.copyOf(frame, length);
  }

  private static MjpegStream stream(byte[]... parts) {
    return new MjpegStream(new ByteArrayInputStream(joined(parts)), LIMIT);
  }

  /** The frames that are left, by name. */
  private static List<String> rest(MjpegStream stream) throws IOException {
    var frames = new ArrayList<String>();
    for (Optional<byte[]> one = stream.next(); one.isPresent(); one = stream.next()) {
      frames.add(name(one.get()));
    }
    return frames;
  }

  private static String name(byte[] frame) {
    if (Arrays.equals(frame, RED)) {
      return "red";
    }
    return Arrays.equals(frame, GREEN) ? "green" : "another";
  }

  @Test
  void aFrameIsThereAsSoonAsItsLastByteIs() throws Exception {
    try (var camera = new PipedOutputStream();
        var pipe = new PipedInputStream(camera, LIMIT)) {
      var stream = new MjpegStream(pipe, LIMIT);
      for (byte[] frame : List.of(RED, GREEN, RED)) {
        camera.write(frame);
        camera.flush();
        assertThat(stream.next().orElseThrow()).isEqualTo(frame);
      }
    }
  }

  @Test
  void whatStandsBetweenFramesIsSkipped() throws Exception {
    MjpegStream stream = stream(GARBAGE, RED, GARBAGE, GREEN, GREEN, GARBAGE);

    assertThat(rest(stream)).containsExactly("red", "green", "green");
    assertThat(stream.damaged() + stream.oversized()).isZero();
  }

  @Test
  void aFrameThatIsCutOffAmidItsPixelsCostsNoOther() throws Exception {
    for (int length = pixels(RED); length < RED.length; length++) {
      MjpegStream stream = stream(GREEN, cut(RED, length), GREEN, RED);

      assertThat(rest(stream)).as("cut at %d", length).containsExactly("green", "green", "red");
      assertThat(stream.damaged()).as("cut at %d", length).isOne();
    }
  }

  /** The next one may look like the rest of a segment, but those behind it do not. */
  @Test
  void aFrameThatIsCutOffInItsHeaderCostsNoneButTheNext() throws Exception {
    for (int length = 3; length < pixels(RED); length++) {
      MjpegStream stream = stream(GREEN, cut(RED, length), GREEN, RED, GREEN);

      List<String> frames = rest(stream);
      assertThat(frames).as("cut at %d", length).startsWith("green").endsWith("red", "green");
      assertThat(frames.size() + stream.damaged()).as("cut at %d", length).isGreaterThan(3);
    }
  }

  /** Where the entropy-coded data begins: behind the start of scan of three components. */
  private static int pixels(byte[] jpeg) {
    for (int i = jpeg.length - 14; i > 0; i--) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xDA) {
        return i + 14;
      }
    }
    throw new AssertionError("no start of scan");
  }

  @Test
  void theLastFrameIsLeftOutAndCountedWhenItIsCutOff() throws Exception {
    MjpegStream stream = stream(RED, cut(GREEN, GREEN.length - 1));

    assertThat(rest(stream)).containsExactly("red");
    assertThat(stream.damaged()).isOne();
  }

  @Test
  void itDoesNotMatterHowTheBytesArrive() throws Exception {
    byte[] all = joined(GARBAGE, RED, cut(GREEN, 300), GARBAGE, GREEN);
    var trickling =
        new ByteArrayInputStream(all) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
          }
        };

    assertThat(rest(new MjpegStream(trickling, LIMIT))).containsExactly("red", "green");
  }

  @Test
  void aFrameOverTheLimitIsSkippedAndCounted() throws Exception {
    int limit = Math.max(RED.length, GREEN.length);
    byte[] large = joined(cut(RED, RED.length - 2), new byte[1000], new byte[] {-1, (byte) 0xD9});
    var stream = new MjpegStream(new ByteArrayInputStream(joined(GREEN, large, GREEN, RED)), limit);

    assertThat(rest(stream)).containsExactly("green", "green", "red");
    assertThat(stream.oversized()).isOne();
  }

  @Test
  void aFrameWithoutAnEndIsGivenUpWithoutBeingHeld() throws Exception {
    long more = 200L * 1024 * 1024;
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream(cut(RED, RED.length - 2)), new Zeroes(more));
    InputStream in = new SequenceInputStream(endless, new ByteArrayInputStream(GREEN));
    var stream = new MjpegStream(in, LIMIT);

    assertThat(rest(stream)).containsExactly("green");
    assertThat(stream.oversized()).isOne();
    assertThat(stream.heldBytes()).isLessThan(2 * LIMIT);
  }

  /** So many bytes of nothing. */
  private static final class Zeroes extends InputStream {
    private long left;

    Zeroes(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int read = (int) Math.min(length, left);
      Arrays.fill(into, offset, offset + read, (byte) 0);
      left -= read;
      return read;
    }
  }
}
