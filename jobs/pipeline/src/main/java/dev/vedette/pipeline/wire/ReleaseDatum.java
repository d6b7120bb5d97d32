package dev.vedette.pipeline.wire;

import dev.vedette.avro.ArtefactReference;
import dev.vedette.avro.InlineArtefact;
import dev.vedette.avro.Release;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** A release in Avro's classes: decoded, and what it brings compared with what it says of that. */
final class ReleaseDatum {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private ReleaseDatum() {}

  /**
   * Decodes bytes that follow the schema.
   *
   * @throws UnreadableRecordException also where the same release can be written in fewer bytes
   */
  static Release read(Schema writer, byte[] bytes) throws UnreadableRecordException {
    try {
      if (!Arrays.equals(bytes, again(writer, bytes))) {
        throw UnreadableRecordException.malformed("it is not encoded in the shortest way");
      }
      return new SpecificDatumReader<Release>(writer, ReleaseFields.SCHEMA, RecordReader.MODEL)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException | AvroRuntimeException e) {
      throw UnreadableRecordException.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** What comes out when what stands there is read and written. */
  private static byte[] again(Schema schema, byte[] bytes) throws IOException {
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    var written = new ByteArrayOutputStream(bytes.length);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(written, null);
    new GenericDatumWriter<GenericRecord>(schema).write(read, encoder);
    encoder.flush();
    return written.toByteArray();
  }

  /** What the release brings; of what it holds itself, length and hash are compared. */
  static @Nullable ReleasedArtefact artefact(Release release) throws ReleaseRefusedException {
    Object artefact = release.getArtefact();
    if (artefact == null) {
      if (release.getLength() != 0 || !release.getSha256().isEmpty()) {
        throw new IllegalArgumentException("length and hash of an artefact that is not there");
      }
      return null;
    }
    if (!SHA256.matcher(release.getSha256()).matches()) {
      throw new IllegalArgumentException("sha256 is not 64 lower-case hex digits");
    }
    if (artefact instanceof InlineArtefact inline) {
      byte[] bytes = PictureReader.bytesOf(inline.getBytes());
      if (bytes.length != release.getLength() || !Sha256.hex(bytes).equals(release.getSha256())) {
        throw new ReleaseRefusedException(
            Reason.DAMAGED,
            "the release holds %d bytes with SHA-256 %s, and says %d with %s: announce it again with 'vedette gate release'"
                .formatted(
                    bytes.length, Sha256.hex(bytes), release.getLength(), release.getSha256()));
      }
      return ReleasedArtefact.of(bytes, release.getSha256());
    }
    String uri = ((ArtefactReference) artefact).getUri();
    requireAbsolute(uri);
    return ReleasedArtefact.at(uri, release.getLength(), release.getSha256());
  }

  private static void requireAbsolute(String uri) {
    try {
      if (!new URI(uri).isAbsolute()) {
        throw new IllegalArgumentException("the artefact's URI has no scheme: " + uri);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the artefact's URI is none: " + e.getMessage(), e);
    }
  }
}
