package dev.vedette.core.release;

import dev.vedette.core.integrity.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A release as it was published: the bytes that were signed. It is what travels in the job and what
 * is kept in state, so that a restart checks the signature again and depends on no format of ours.
 *
 * @param schemaId fingerprint of the schema that the bytes were written with
 * @param bytes the record in Avro's binary encoding, signature included
 */
public record Announcement(String schemaId, byte[] bytes) implements Serializable {
  /** Hash of both, schema id first: a name for it that anybody can make. */
  public String sha256() {
    byte[] schema = (schemaId + '\n').getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(schema, schema.length + bytes.length);
    System.arraycopy(bytes, 0, both, schema.length, bytes.length);
    return Sha256.hex(both);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Announcement that
        && schemaId.equals(that.schemaId)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * schemaId.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "announcement of %d bytes, schema %s".formatted(bytes.length, schemaId);
  }
}
