package dev.vedette.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Texts as the number of their bytes and these, in UTF-8, each written and read at once.
 *
 * <p>Lone surrogates, which no text has that came as UTF-8, become question marks. Names are short
 * ({@link dev.vedette.core.event.EventRules}), so the room for one is kept. Not thread-safe.
 */
final class TextBytes {
  private static final int USUAL = 256;

  private byte[] room = new byte[USUAL];

  static void write(String text, DataOutputView out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes, 0, bytes.length);
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
