package dev.vedette.simulators.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a file of JPEGs that follow one another, by the marker syntax of ITU-T T.81, B.1.1.
 *
 * <p>Segments are skipped by their length, so a thumbnail inside one does not end the frame. What
 * stands between two JPEGs, such as a multipart boundary, is skipped; a last JPEG that was cut off
 * is left out.
 */
final class MjpegFrames {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int TEM = 0x01;
  private static final int CUT_OFF = -1;

  private final byte[] bytes;

  private MjpegFrames(byte[] bytes) {
    this.bytes = bytes;
  }

  static List<byte[]> read(Path file) throws IOException {
    List<byte[]> frames = split(Files.readAllBytes(file));
    if (frames.isEmpty()) {
      throw new UnreadablePicturesException(file, "no whole JPEG in it");
    }
    return frames;
  }

  static List<byte[]> split(byte[] bytes) {
    var file = new MjpegFrames(bytes);
    var frames = new ArrayList<byte[]>();
    int start = file.nextStart(0);
    while (start >= 0) {
      int end = file.end(start);
      if (end == CUT_OFF) {
        // Perhaps only damaged: a later one may be whole.
        start = file.nextStart(start + 2);
      } else {
        frames.add(Arrays.copyOfRange(bytes, start, end));
        start = file.nextStart(end);
      }
    }
    return frames;
  }

  /** Where the next JPEG begins: a start marker and another marker after it. */
  private int nextStart(int from) {
    for (int i = from; i + 2 < bytes.length; i++) {
      if (at(i) == 0xFF && at(i + 1) == SOI && at(i + 2) == 0xFF) {
        return i;
      }
    }
    return -1;
  }

  /** Just behind the end marker of the JPEG that starts here. */
  private int end(int start) {
    int position = start + 2;
    while (position + 1 < bytes.length && at(position) == 0xFF) {
      int marker = at(position + 1);
      if (marker == 0xFF) { // a fill byte, B.1.1.2
        position++;
      } else if (marker == EOI) {
        return position + 2;
      } else if (isAlone(marker)) {
        position += 2;
      } else {
        if (position + 3 >= bytes.length) {
          return CUT_OFF;
        }
        position += 2 + Math.max(2, at(position + 2) << 8 | at(position + 3));
        if (marker == SOS) {
          position = endOfScan(position);
        }
      }
    }
    return CUT_OFF;
  }

  /** The first marker after entropy-coded data, in which FF 00 is a byte and RSTn may stand. */
  private int endOfScan(int from) {
    int position = from;
    while (position + 1 < bytes.length
        && (at(position) != 0xFF || at(position + 1) == 0 || isAlone(at(position + 1)))) {
      position++;
    }
    return position;
  }

  private static boolean isAlone(int marker) {
    return marker == TEM || (marker >= 0xD0 && marker <= 0xD7);
  }

  private int at(int index) {
    return bytes[index] & 0xFF;
  }
}
