package dev.vedette.simulators.devices;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * JPEGs that follow one another in a stream, one at a time, by the marker syntax of ITU-T T.81,
 * B.1.1.
 *
 * <p>A frame is there as soon as its last byte is. What stands between two of them, such as a
 * multipart boundary, is skipped. So is one that is damaged, cut off or larger than allowed; those
 * are counted, and the frames behind them are found again. Segments are skipped by their length, so
 * a thumbnail inside one does not end the frame. No more than one frame is held in memory.
 */
public final class MjpegStream {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int TEM = 0x01;

  private static final int DAMAGED = -1;
  private static final int FIRST_BUFFER_BYTES = 64 * 1024;

  /** What one read may bring beyond the end of a frame of the largest size. */
  private static final int SLACK_BYTES = 8 * 1024;

  private final InputStream in;
  private final int maxFrameBytes;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int begin;
  private int end;
  private boolean ended;
  private boolean tooLarge;
  private long damaged;
  private long oversized;

  /**
   * @param in read as far as a frame needs, and never closed
   * @param maxFrameBytes of a frame; larger ones are skipped
   */
  public MjpegStream(InputStream in, int maxFrameBytes) {
    if (maxFrameBytes < 4) {
      throw new IllegalArgumentException("maxFrameBytes < 4: " + maxFrameBytes);
    }
    this.in = in;
    this.maxFrameBytes = maxFrameBytes;
  }

  /** The next whole frame, for which it waits; empty at the end of the stream. */
  public Optional<byte[]> next() throws IOException {
    while (toNextStart()) {
      tooLarge = false;
      int length = frameLength();
      if (length != DAMAGED) {
        byte[] frame = Arrays.copyOfRange(buffer, begin, begin + length);
        begin += length;
        return Optional.of(frame);
      }
      if (tooLarge) {
        // Given up amid its pixels, most likely, where no other frame can begin.
        oversized++;
        begin = Math.min(end, begin + maxFrameBytes);
      } else {
        // Perhaps only damaged: a whole one may stand in what was taken for its bytes.
        damaged++;
        begin += 2;
      }
    }
    return Optional.empty();
  }

  /** How many frames were skipped because they were damaged or cut off. */
  public long damaged() {
    return damaged;
  }

  /** How many frames were skipped because they were too large. */
  public long oversized() {
    return oversized;
  }

  /** Of memory, for what has been read and not handed on. */
  int heldBytes() {
    return buffer.length;
  }

  /** Moves to where a JPEG begins: a start marker and another marker after it. */
  private boolean toNextStart() throws IOException {
    while (has(2)) {
      if (at(0) == 0xFF && at(1) == SOI && at(2) == 0xFF) {
        return true;
      }
      begin++;
    }
    return false;
  }

  /** Of the JPEG that starts here, its end marker included. */
  private int frameLength() throws IOException {
    int position = 2;
    while (has(position + 1) && at(position) == 0xFF) {
      int marker = at(position + 1);
      if (marker == 0xFF) { // a fill byte, B.1.1.2
        position++;
      } else if (marker == EOI) {
        return position + 2;
      } else if (marker == SOI) { // the last one was cut off, and this is another
        return DAMAGED;
      } else if (isAlone(marker)) {
        position += 2;
      } else if (has(position + 3)) {
        position += 2 + Math.max(2, at(position + 2) << 8 | at(position + 3));
        if (marker == SOS) {
          position = endOfScan(position);
        }
      } else {
        return DAMAGED;
      }
    }
    return DAMAGED;
  }

  /** The first marker after entropy-coded data, in which FF 00 is a byte and RSTn may stand. */
  private int endOfScan(int from) throws IOException {
    int position = from;
    while (has(position + 1)
        && (at(position) != 0xFF || at(position + 1) == 0 || isAlone(at(position + 1)))) {
      position++;
    }
    return position;
  }

  private static boolean isAlone(int marker) {
    return marker == TEM || (marker >= 0xD0 && marker <= 0xD7);
  }

  private int at(int offset) {
    return buffer[begin + offset] & 0xFF;
  }

  /** Whether there is a byte so far behind the beginning, within the largest frame. */
  private boolean has(int offset) throws IOException {
    if (offset >= maxFrameBytes) {
      tooLarge = true;
      return false;
    }
    while (begin + offset >= end) {
      if (ended) {
        return false;
      }
      makeRoom();
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        ended = true;
      } else {
        end += read;
      }
    }
    return true;
  }

  private void makeRoom() {
    if (begin > 0 && (begin == end || end == buffer.length)) {
      System.arraycopy(buffer, begin, buffer, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end == buffer.length) {
      long wanted = Math.min(buffer.length * 2L, (long) maxFrameBytes + SLACK_BYTES);
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }
}
