package dev.vedette.pipeline.wire;

import dev.vedette.avro.InlinePicture;
import dev.vedette.avro.PictureEncoding;
import dev.vedette.avro.PictureReference;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.EventRules;
import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import dev.vedette.core.integrity.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a picture of what stands in a frame, or of what that refers to, and checks it. */
final class PictureReader {
  /** Some virtual machines have no longer arrays than this. */
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private final EventRules rules;
  private final ReferenceRoots roots;
  private final ReferenceStore store;

  PictureReader(EventRules rules, ReferenceRoots roots, ReferenceStore store) {
    this.rules = rules;
    this.roots = roots;
    this.store = store;
  }

  Picture read(InlinePicture inline) throws UnreadableRecordException {
    byte[] bytes = bytesOf(inline.getBytes());
    UnreadableRecordException.refuse(rules.objectionToSize(bytes.length));
    return picture(inline.getEncoding(), inline.getWidth(), inline.getHeight(), bytes);
  }

  Picture read(PictureReference reference) throws UnreadableRecordException {
    URI uri = roots.allowed(reference.getUri());
    Long length = reference.getLength();
    if (length != null) {
      UnreadableRecordException.refuse(rules.objectionToSize(length));
    }
    byte[] bytes = fetch(uri);
    UnreadableRecordException.refuse(rules.objectionToSize(bytes.length));
    if (length != null && length != bytes.length) {
      throw unreadable("%s has %d bytes, announced were %d".formatted(uri, bytes.length, length));
    }
    requireSha256(reference.getSha256(), uri, bytes);
    return picture(reference.getEncoding(), reference.getWidth(), reference.getHeight(), bytes);
  }

  private byte[] fetch(URI uri) throws UnreadableRecordException {
    try {
      // One byte more than is allowed shows that there are too many.
      return store.read(uri, Math.min(rules.maxPayloadBytes(), LARGEST_ARRAY - 1) + 1);
    } catch (IOException e) {
      throw unreadable("cannot read %s: %s".formatted(uri, e));
    }
  }

  private Picture picture(PictureEncoding encoding, int width, int height, byte[] bytes)
      throws UnreadableRecordException {
    switch (encoding) {
      case JPEG -> {
        Optional<JpegSize> found = JpegSize.scan(bytes);
        UnreadableRecordException.refuse(rules.objectionToJpeg(found.orElse(null)));
        JpegSize size = found.orElseThrow();
        return new Picture(Picture.Encoding.JPEG, size.width(), size.height(), bytes);
      }
      case RGB8 -> {
        UnreadableRecordException.refuse(rules.objectionToSides(width, height));
        if (bytes.length != 3L * width * height) {
          throw new UnreadableRecordException(
              DeadLetterReason.NOT_A_PICTURE,
              "rgb8 of %dx%d needs %d bytes: %d"
                  .formatted(width, height, 3L * width * height, bytes.length));
        }
        return new Picture(Picture.Encoding.RGB8, width, height, bytes);
      }
      default ->
          throw new UnreadableRecordException(
              DeadLetterReason.UNSUPPORTED_PICTURE,
              "an encoding this version has no name for: send JPEG or RGB8");
    }
  }

  private static void requireSha256(@Nullable String announced, URI uri, byte[] bytes)
      throws UnreadableRecordException {
    if (announced == null) {
      return;
    }
    String found = Sha256.hex(bytes);
    if (!found.equalsIgnoreCase(announced)) {
      throw unreadable("%s has SHA-256 %s, announced was %s".formatted(uri, found, announced));
    }
  }

  /** The decoder has made an array of just the right size; it is not copied again. */
  static byte[] bytesOf(ByteBuffer buffer) {
    if (buffer.hasArray()
        && buffer.arrayOffset() == 0
        && buffer.remaining() == buffer.array().length) {
      return buffer.array();
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static UnreadableRecordException unreadable(String detail) {
    return new UnreadableRecordException(DeadLetterReason.REFERENCE_UNREADABLE, detail);
  }
}
