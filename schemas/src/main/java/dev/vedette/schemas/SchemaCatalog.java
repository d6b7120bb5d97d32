package dev.vedette.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every schema that was ever released, and the current ones, by id.
 *
 * <p>A record names the schema it was written with by a Kafka header, {@link #HEADER}, whose value
 * is the schema's id in ASCII. The id is the CRC-64-AVRO (Rabin) fingerprint of the schema's
 * parsing canonical form, as 16 digits of lower-case hex, its bytes in the order of Avro's
 * single-object encoding: what {@code avro-tools fingerprint} prints and {@code
 * fastavro.schema.fingerprint} returns.
 *
 * <p>The parsing canonical form keeps what decides how bytes are read. Docs, defaults, aliases and
 * logical types are not in it: schemas that differ in these alone have one id, and reading with
 * either gives the same values. So a field's logical type must never change; a field of another
 * name takes its place.
 *
 * <p>Immutable and thread-safe.
 */
public final class SchemaCatalog {
  /** The Kafka header that holds a record's schema id. */
  public static final String HEADER = "vedette-schema-id";

  private static final List<Schema> CURRENT =
      Stream.of(
              "CameraFrame",
              "SensorReadings",
              "Verdict",
              "LedgerLine",
              "Deferred",
              "Order",
              "Release",
              "ReleaseStatus",
              "DeadLetter")
          .map(name -> parse("/current/%s.avsc".formatted(name)).orElseThrow())
          .toList();

  private final Map<String, Schema> byId;

  private SchemaCatalog(Map<String, Schema> byId) {
    this.byId = Map.copyOf(byId);
  }

  public static SchemaCatalog load() {
    Map<String, Schema> byId = new HashMap<>();
    CURRENT.stream()
        .flatMap(schema -> Stream.concat(released(schema.getName()).stream(), Stream.of(schema)))
        .forEach(schema -> byId.put(idOf(schema), schema));
    return new SchemaCatalog(byId);
  }

  /** The schemas that this version writes, one a topic. */
  public static List<Schema> current() {
    return CURRENT;
  }

  /**
   * The released versions of a record, the oldest first.
   *
   * @param name of the record, without its namespace
   */
  public static List<Schema> released(String name) {
    List<Schema> versions = new ArrayList<>();
    for (Optional<Schema> version = released(name, 1);
        version.isPresent();
        version = released(name, versions.size() + 1)) {
      versions.add(version.get());
    }
    return versions;
  }

  public static String idOf(Schema schema) {
    long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    return HexFormat.of().toHexDigits(Long.reverseBytes(fingerprint));
  }

  /** The schema that a record with this id was written with. */
  public Optional<Schema> schemaOf(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The full name of the record that an id stands for: {@code dev.vedette.avro.CameraFrame}. */
  public Optional<String> nameOf(String id) {
    return schemaOf(id).map(Schema::getFullName);
  }

  public Set<String> ids() {
    return byId.keySet();
  }

  private static Optional<Schema> released(String name, int version) {
    return parse("/released/%s/%d.avsc".formatted(name, version));
  }

  private static Optional<Schema> parse(String resource) {
    try (InputStream file = SchemaCatalog.class.getResourceAsStream(resource)) {
      return file == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
