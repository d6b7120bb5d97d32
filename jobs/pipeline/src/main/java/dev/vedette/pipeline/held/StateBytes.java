package dev.vedette.pipeline.held;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A sink's state behind its checksum. */
final class StateBytes {
  private StateBytes() {}

  @FunctionalInterface
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  @FunctionalInterface
  interface Reading<S> {
    S from(DataInputStream in) throws IOException;
  }

  static byte[] write(Writing writing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(0); // in whose place the checksum comes
    writing.to(out);
    byte[] all = bytes.toByteArray();
    ByteBuffer.wrap(all).putInt(checksum(all));
    return all;
  }

  /**
   * @param what it is the state of, for people
   * @throws IOException if it is damaged
   */
  static <S> S read(String what, byte[] serialized, Reading<S> reading) throws IOException {
    if (serialized.length < Integer.BYTES) {
      throw damaged(what, serialized, null);
    }
    if (ByteBuffer.wrap(serialized).getInt() != checksum(serialized)) {
      throw damaged(what, serialized, null);
    }
    int length = serialized.length - Integer.BYTES;
    try {
      return reading.from(
          new DataInputStream(new ByteArrayInputStream(serialized, Integer.BYTES, length)));
    } catch (IOException e) {
      throw damaged(what, serialized, e);
    }
  }

  static IOException tooNew(String what, int version, int readable) {
    return new IOException(
        "the state of %s is of version %d, and this release reads up to %d: restore it with the release that wrote it, or a later one"
            .formatted(what, version, readable));
  }

  static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("%d bytes where there are %d".formatted(length, in.available()));
    }
    return in.readNBytes(length);
  }

  /** Of what follows it. */
  private static int checksum(byte[] all) {
    var checksum = new CRC32C();
    checksum.update(all, Integer.BYTES, all.length - Integer.BYTES);
    return (int) checksum.getValue();
  }

  private static IOException damaged(String what, byte[] serialized, @Nullable IOException cause) {
    return new IOException(
        "the state of %s is damaged, %d bytes of it: restore an older checkpoint"
            .formatted(what, serialized.length),
        cause);
  }
}
