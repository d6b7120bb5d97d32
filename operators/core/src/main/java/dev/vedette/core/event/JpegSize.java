package dev.vedette.core.event;

import java.util.Optional;

/**
 * Size and colour components of a JPEG, read from its frame header without decoding a pixel.
 *
 * <p>Follows the marker syntax of ITU-T T.81, B.1.1: segments are {@code FF marker length}, the
 * frame header (SOF0 to SOF15 but DHT, JPG and DAC) holds precision, height, width, components.
 */
public record JpegSize(int width, int height, int components) {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;

  /** Empty when the bytes are not a JPEG or end before the frame header. */
  public static Optional<JpegSize> scan(byte[] jpeg) {
    if (jpeg.length < 4 || at(jpeg, 0) != 0xFF || at(jpeg, 1) != SOI) {
      return Optional.empty();
    }
    int position = 2;
    while (position + 9 < jpeg.length && at(jpeg, position) == 0xFF) {
      int marker = at(jpeg, position + 1);
      if (marker == 0xFF) { // a fill byte, B.1.1.2
        position++;
      } else if (isFrameHeader(marker)) {
        return Optional.of(
            new JpegSize(
                word(jpeg, position + 7), word(jpeg, position + 5), at(jpeg, position + 9)));
      } else if (marker == SOS || marker == EOI) {
        return Optional.empty();
      } else {
        int length = word(jpeg, position + 2);
        if (length < 2) {
          return Optional.empty();
        }
        position += 2 + length;
      }
    }
    return Optional.empty();
  }

  private static boolean isFrameHeader(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int at(byte[] bytes, int index) {
    return bytes[index] & 0xFF;
  }

  private static int word(byte[] bytes, int index) {
    return at(bytes, index) << 8 | at(bytes, index + 1);
  }
}
