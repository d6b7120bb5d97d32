package dev.vedette.pipeline.wire;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.schemas.SchemaCatalog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which schema a record was written with.
 *
 * <p>A record with the header is plain Avro, and its schema is one of the catalog's. Any other is
 * taken to be in the Confluent format, if there is a registry to ask.
 */
final class WriterSchemas {
  private static final byte MAGIC = 0;
  private static final int PREFIX_BYTES = 1 + Integer.BYTES;

  private final SchemaCatalog catalog = SchemaCatalog.load();
  private final @Nullable PatientRegistry registry;

  /** What the last header said: most records say what the one before them said. */
  private byte[] lastHeader = {};

  private @Nullable Written last;

  /**
   * How a record was written.
   *
   * @param id of the schema, for people
   * @param schema the same object for the same id
   * @param from where in the value the datum begins
   */
  record Written(String id, Schema schema, int from) {}

  WriterSchemas(@Nullable RegistryOptions registry) {
    this.registry =
        registry == null
            ? null
            : new PatientRegistry(
                new SchemaRegistry(registry, System::nanoTime),
                registry.patience(),
                System::nanoTime,
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
  }

  Written find(Headers headers, byte[] value)
      throws UnreadableRecordException, SchemaRegistryException {
    Header header = headers.lastHeader(SchemaCatalog.HEADER);
    if (header != null) {
      return inCatalog(header.value());
    }
    if (registry == null) {
      throw new UnreadableRecordException(
          DeadLetterReason.NO_SCHEMA_ID,
          "no header %s: send the schema's id in it, or configure a schema registry"
              .formatted(SchemaCatalog.HEADER));
    }
    if (value.length < PREFIX_BYTES || value[0] != MAGIC) {
      throw new UnreadableRecordException(
          DeadLetterReason.NO_SCHEMA_ID,
          "no header %s, and no zero byte and number of a registered schema in front"
              .formatted(SchemaCatalog.HEADER));
    }
    int number = ByteBuffer.wrap(value).getInt(1);
    return new Written(Integer.toString(number), registry.schemaOf(number), PREFIX_BYTES);
  }

  private Written inCatalog(byte @Nullable [] header) throws UnreadableRecordException {
    byte[] told = header == null ? new byte[0] : header;
    Written known = last;
    if (known != null && Arrays.equals(told, lastHeader)) {
      return known;
    }
    String id = new String(told, StandardCharsets.US_ASCII);
    Optional<Schema> schema = catalog.schemaOf(id);
    if (schema.isEmpty()) {
      throw new UnreadableRecordException(
          DeadLetterReason.UNKNOWN_SCHEMA,
          "no released schema has the id '%s': upgrade this job, or send with a schema it knows"
              .formatted(id));
    }
    var written = new Written(id, schema.get(), 0);
    lastHeader = told.clone();
    last = written;
    return written;
  }
}
