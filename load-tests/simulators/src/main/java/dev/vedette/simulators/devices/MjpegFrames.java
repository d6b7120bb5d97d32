package dev.vedette.simulators.devices;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All frames of a file of JPEGs that follow one another. */
final class MjpegFrames {
  /** Far more than any camera's; a file is somebody's own and is held in memory anyway. */
  private static final int MAX_FRAME_BYTES = 64 * 1024 * 1024;

  private MjpegFrames() {}

  static List<byte[]> read(Path file) throws IOException {
    List<byte[]> frames;
    try (InputStream in = Files.newInputStream(file)) {
      frames = all(in);
    }
    if (frames.isEmpty()) {
      throw new UnreadablePicturesException(file, "no whole JPEG in it");
    }
    return frames;
  }

  static List<byte[]> split(byte[] bytes) {
    try {
      return all(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from memory", e);
    }
  }

  private static List<byte[]> all(InputStream in) throws IOException {
    var stream = new MjpegStream(in, MAX_FRAME_BYTES);
    var frames = new ArrayList<byte[]>();
    for (Optional<byte[]> frame = stream.next(); frame.isPresent(); frame = stream.next()) {
      frames.add(frame.get());
    }
    return frames;
  }
}
