package dev.vedette.pipeline.wire;

import dev.vedette.core.release.Announcement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * What has to be known of an announcement to check its signature; nothing else in it is looked at.
 *
 * @param message that was signed: the schema's id, then all bytes before the signature
 */
record SignedParts(String keyId, String algorithm, byte[] message, byte[] signature) {
  private static final String SIGNATURE = "signature";

  /**
   * Cuts an announcement up.
   *
   * @throws UnreadableRecordException if its bytes are not one release and nothing else, or encode
   *     the signature's length in more bytes than it takes: there would be a second announcement
   *     with the same signature
   */
  static SignedParts of(Schema schema, Announcement announcement) throws UnreadableRecordException {
    byte[] bytes = announcement.bytes();
    int[] starts = DatumBounds.fieldStarts(schema, bytes);
    int signatureAt = starts[schema.getField(SIGNATURE).pos()];
    byte[] signature = new byte[0];
    try {
      ByteBuffer read = decoder(bytes, signatureAt).readBytes(null);
      signature = Arrays.copyOfRange(read.array(), read.position(), read.limit());
    } catch (IOException e) {
      throw new UncheckedIOException("the bounds were checked", e);
    }
    if (!Arrays.equals(field(signature), Arrays.copyOfRange(bytes, signatureAt, bytes.length))) {
      throw UnreadableRecordException.malformed("the signature's length is not written as short");
    }
    return new SignedParts(
        text(schema, starts, "keyId", bytes),
        text(schema, starts, "algorithm", bytes),
        message(announcement.schemaId(), bytes, signatureAt),
        signature);
  }

  /** The bytes that are signed, from what a release is encoded to but for its signature. */
  static byte[] message(String schemaId, byte[] bytes, int end) {
    byte[] id = schemaId.getBytes(StandardCharsets.US_ASCII);
    byte[] message = Arrays.copyOf(id, id.length + end);
    System.arraycopy(bytes, 0, message, id.length, end);
    return message;
  }

  /** A signature as the field that ends a release. */
  static byte[] field(byte[] signature) {
    var bytes = new ByteArrayOutputStream();
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      encoder.writeBytes(signature);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory takes every byte", e);
    }
    return bytes.toByteArray();
  }

  private static String text(Schema schema, int[] starts, String field, byte[] bytes) {
    try {
      return decoder(bytes, starts[schema.getField(field).pos()]).readString();
    } catch (IOException e) {
      throw new UncheckedIOException("the bounds were checked", e);
    }
  }

  private static BinaryDecoder decoder(byte[] bytes, int at) {
    return DecoderFactory.get().binaryDecoder(bytes, at, bytes.length - at, null);
  }
}
