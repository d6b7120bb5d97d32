package dev.vedette.pipeline.wire;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Objection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A registry that speaks the interface of Confluent's, with a cache in front.
 *
 * <p>A schema is fetched once. That a number leads to none is remembered for a while only, because
 * it may be registered later, and for a bounded count of numbers, because any four bytes are one.
 *
 * <p>Thread-safe; one request at a time.
 */
final class SchemaRegistry {
  static final Duration REFUSAL_KEPT = Duration.ofMinutes(1);
  private static final int MOST_REFUSALS = 1_000;

  private static final int FOUND = 200;
  private static final int NOT_FOUND = 404;

  /** The registry's own word for it; a 404 without it comes from a wrong address. */
  private static final int NO_SUCH_SCHEMA = 40403;

  private final RegistryConnection connection;
  private final LongSupplier nanoClock;
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, Refusal> refusals = new LinkedHashMap<>();

  private record Refusal(Objection objection, long atNanos) {}

  SchemaRegistry(RegistryOptions options, LongSupplier nanoClock) {
    this.connection = new RegistryConnection(options);
    this.nanoClock = nanoClock;
  }

  /**
   * The schema with this number.
   *
   * @throws UnreadableRecordException when there is none, or none of Avro's
   */
  synchronized Schema schemaOf(int number)
      throws UnreadableRecordException, SchemaRegistryException {
    Schema schema = schemas.get(number);
    if (schema == null) {
      schema = fetchUnlessRefused(number);
      schemas.put(number, schema);
    }
    return schema;
  }

  /** The number of a schema under a subject; the schema is registered where it is not yet. */
  synchronized int numberOf(String subject, Schema schema) throws SchemaRegistryException {
    String key = subject + '\n' + schema;
    Integer number = numbers.get(key);
    if (number == null) {
      number = register(subject, schema);
      numbers.put(key, number);
    }
    return number;
  }

  private Schema fetchUnlessRefused(int number)
      throws UnreadableRecordException, SchemaRegistryException {
    Refusal refusal = refusals.remove(number);
    if (refusal == null || nanoClock.getAsLong() - refusal.atNanos >= REFUSAL_KEPT.toNanos()) {
      try {
        return fetch(number);
      } catch (UnreadableRecordException e) {
        refusal = new Refusal(e.objection(), nanoClock.getAsLong());
      }
    }
    if (refusals.size() >= MOST_REFUSALS) {
      refusals.remove(refusals.keySet().iterator().next());
    }
    refusals.put(number, refusal);
    throw new UnreadableRecordException(refusal.objection);
  }

  private Schema fetch(int number) throws UnreadableRecordException, SchemaRegistryException {
    RegistryConnection.Reply reply = connection.get("/schemas/ids/" + number);
    if (reply.status() == NOT_FOUND && reply.body().path("error_code").asInt() == NO_SUCH_SCHEMA) {
      throw new UnreadableRecordException(
          DeadLetterReason.UNKNOWN_SCHEMA,
          "the registry has no schema %d: register it before records are sent".formatted(number));
    }
    if (reply.status() != FOUND || !reply.body().path("schema").isTextual()) {
      throw connection.unusable(reply);
    }
    String type = reply.body().path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new UnreadableRecordException(
          DeadLetterReason.UNKNOWN_KIND,
          "schema %d is of type %s, not Avro".formatted(number, type));
    }
    return parse(number, reply.body().path("schema").asText());
  }

  private static Schema parse(int number, String schema) throws UnreadableRecordException {
    if (!schema.stripLeading().startsWith("{")) {
      // Besides, Avro's parser throws a NullPointerException at a bare name that it does not know.
      throw new UnreadableRecordException(
          DeadLetterReason.UNKNOWN_KIND, "schema %d is of no record".formatted(number));
    }
    try {
      return new Schema.Parser().parse(schema);
    } catch (AvroRuntimeException e) {
      throw new UnreadableRecordException(
          DeadLetterReason.UNKNOWN_KIND,
          "schema %d cannot be parsed alone: %s".formatted(number, e.getMessage()));
    }
  }

  private int register(String subject, Schema schema) throws SchemaRegistryException {
    String path =
        "/subjects/%s/versions".formatted(URLEncoder.encode(subject, StandardCharsets.UTF_8));
    RegistryConnection.Reply reply = connection.post(path, Map.of("schema", schema.toString()));
    if (reply.status() != FOUND || !reply.body().path("id").canConvertToInt()) {
      throw connection.unusable(reply);
    }
    return reply.body().path("id").asInt();
  }
}
