package dev.vedette.pipeline.wire;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.TrustedKeys;
import dev.vedette.schemas.SchemaCatalog;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * Makes a release of an announcement that a trusted key has signed, and refuses every other.
 *
 * <p>The order is the point. First the bytes are walked for their bounds, so that nothing can be
 * made to allocate what it says; then the signature is checked; only then is anything else that
 * stands there decoded, and believed. Of one signature there is one announcement: bytes behind the
 * record, and numbers written longer than they need be, are refused.
 *
 * <p>No bytes make it throw anything but the one exception. Thread-safe.
 */
public final class SignedReleases implements ReleaseReader, Serializable {
  private static final long serialVersionUID = 1;

  static final String ALGORITHM = "Ed25519";

  private static final SchemaCatalog CATALOG = SchemaCatalog.load();
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final TrustedKeys keys;

  public SignedReleases(TrustedKeys keys) {
    this.keys = keys;
  }

  @Override
  public Release read(Announcement announcement) throws ReleaseRefusedException {
    Schema schema = schemaOf(announcement.schemaId());
    try {
      SignedParts parts = SignedParts.of(schema, announcement);
      requireSignature(parts);
      return ReleaseFields.read(announcement, schema, parts.keyId());
    } catch (UnreadableRecordException | IllegalArgumentException e) {
      throw new ReleaseRefusedException(
          Reason.UNREADABLE,
          "no release can be read from the record: %s. Announce it again with 'vedette gate release'"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static Schema schemaOf(String id) throws ReleaseRefusedException {
    Optional<Schema> schema =
        CATALOG
            .schemaOf(id)
            .filter(known -> known.getFullName().equals(ReleaseFields.SCHEMA.getFullName()));
    if (schema.isEmpty()) {
      throw new ReleaseRefusedException(
          Reason.UNREADABLE,
          "no schema of a release has the id %s: upgrade this job, or announce with a version it knows"
              .formatted(ID.matcher(id).matches() ? id : "that the record names"));
    }
    return schema.get();
  }

  private void requireSignature(SignedParts parts) throws ReleaseRefusedException {
    if (parts.signature().length == 0) {
      throw new ReleaseRefusedException(
          Reason.UNSIGNED,
          "the release has no signature: announce it with 'vedette gate release --key', which signs");
    }
    if (!parts.algorithm().equals(ALGORITHM)) {
      throw new ReleaseRefusedException(
          Reason.UNSUPPORTED,
          "the release is not signed with %s: announce it with 'vedette gate release'"
              .formatted(ALGORITHM));
    }
    keys.requireSigned(parts.keyId(), parts.message(), parts.signature());
  }
}
