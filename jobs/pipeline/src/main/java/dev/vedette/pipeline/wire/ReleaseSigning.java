package dev.vedette.pipeline.wire;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Makes of a draft the announcement that a job will believe. */
public final class ReleaseSigning {
  private ReleaseSigning() {}

  /**
   * Signs a draft, and reads it as the job will.
   *
   * @throws ReleaseRefusedException if the job would refuse it for what it says
   */
  public static Release sign(ReleaseDraft draft, ReleaseSigner signer)
      throws ReleaseRefusedException {
    byte[] unsigned = encode(ReleaseFields.unsigned(draft, signer.keyId()));
    int end = unsigned.length - SignedParts.field(new byte[0]).length;
    byte[] signature = signer.sign(SignedParts.message(ReleaseFields.SCHEMA_ID, unsigned, end));
    byte[] field = SignedParts.field(signature);
    byte[] bytes = Arrays.copyOf(unsigned, end + field.length);
    System.arraycopy(field, 0, bytes, end, field.length);
    // Whoever has just signed it needs no proof of who has.
    return new SignedReleases((keyId, message, given) -> {})
        .read(new Announcement(ReleaseFields.SCHEMA_ID, bytes));
  }

  private static byte[] encode(dev.vedette.avro.Release release) {
    var bytes = new ByteArrayOutputStream(512);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new SpecificDatumWriter<dev.vedette.avro.Release>(
              ReleaseFields.SCHEMA, SpecificData.getForClass(dev.vedette.avro.Release.class))
          .write(release, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory takes every byte", e);
    }
    return bytes.toByteArray();
  }
}
