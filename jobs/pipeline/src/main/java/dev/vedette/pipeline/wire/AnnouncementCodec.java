package dev.vedette.pipeline.wire;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.release.Announcement;
import dev.vedette.schemas.SchemaCatalog;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Announcements to and from the topic, without believing or even decoding them: that is what {@link
 * SignedReleases} is for.
 *
 * <p>What is signed is a schema's fingerprint. Where the topic is in the Confluent format, the
 * registry's number stands for it on the way, and is put back into the fingerprint here.
 *
 * <p>Thread-safe; records are read one at a time.
 */
public final class AnnouncementCodec implements Serializable {
  private static final long serialVersionUID = 1;

  private final WireOptions options;
  private final RecordCodec<dev.vedette.avro.Release> records;
  private transient @Nullable WriterSchemas writers;

  public AnnouncementCodec(WireOptions options, String topic) {
    this.options = options;
    this.records = new RecordCodec<>(options, topic, dev.vedette.avro.Release.class);
  }

  /**
   * @throws IllegalArgumentException for one that was written with another schema than this
   *     version's own; such a one has to be signed again
   */
  public Encoded encode(Announcement announcement) throws SchemaRegistryException {
    if (!announcement.schemaId().equals(ReleaseFields.SCHEMA_ID)) {
      throw new IllegalArgumentException(
          "written here is schema %s, and not %s"
              .formatted(ReleaseFields.SCHEMA_ID, announcement.schemaId()));
    }
    return records.frame(announcement.bytes());
  }

  /**
   * Takes an announcement out of its record.
   *
   * @throws UnreadableRecordException where nothing says which schema it was written with, or there
   *     is no value. Whether the schema is one of a release is for whoever believes it to say.
   */
  public Announcement decode(Headers headers, byte @Nullable [] value)
      throws UnreadableRecordException, SchemaRegistryException {
    if (value == null || value.length == 0) {
      throw new UnreadableRecordException(DeadLetterReason.EMPTY, "the record has no value");
    }
    Header header = headers.lastHeader(SchemaCatalog.HEADER);
    if (header != null) {
      byte[] id = header.value() == null ? new byte[0] : header.value();
      return new Announcement(new String(id, StandardCharsets.US_ASCII), value);
    }
    WriterSchemas.Written written = registered(headers, value);
    return new Announcement(
        SchemaCatalog.idOf(written.schema()),
        Arrays.copyOfRange(value, written.from(), value.length));
  }

  private synchronized WriterSchemas.Written registered(Headers headers, byte[] value)
      throws UnreadableRecordException, SchemaRegistryException {
    WriterSchemas open = writers;
    if (open == null) {
      open = new WriterSchemas(options.registry());
      writers = open;
    }
    return open.find(headers, value);
  }
}
