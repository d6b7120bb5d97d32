package dev.vedette.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Texts as the number of their bytes and these, in UTF-8, each written and read at once.
 *
 * <p>Lone surrogates, which no text has that came as UTF-8, become question marks. Names are short
 * ({@link dev.vedette.core.event.EventRules}), so the room for one is kept. Not thread-safe.
 */
final class TextBytes {
  private static final int USUAL = 256;

  /** From which length on Flink writes it in more than a byte. */
  private static final int LONG = 127;

  private byte[] room = new byte[USUAL];

  static void write(String text, DataOutputView out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes, 0, bytes.length);
  }

  /**
   * As Flink writes a text ({@link StringValue#writeString}): its length and one, and then its
   * characters, in bytes of seven bits. Of a short one in ASCII, as ids are, these are the text
   * itself, which is written at once.
   */
  static void writeAsFlink(String text, DataOutputView out) throws IOException {
    if (text.length() < LONG) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == text.length() && !hasQuestionMark(bytes)) {
        out.writeByte(bytes.length + 1);
        out.write(bytes, 0, bytes.length);
        return;
      }
    }
    StringValue.writeString(text, out);
  }

  /** Which may stand for a lone surrogate, that is no ASCII and still a byte. */
  private static boolean hasQuestionMark(byte[] bytes) {
    for (byte one : bytes) {
      if (one == '?') {
        return true;
      }
    }
    return false;
  }

  String read(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length > room.length) {
      room = new byte[length];
    }
    in.readFully(room, 0, length);
    return new String(room, 0, length, StandardCharsets.UTF_8);
  }
}
