package dev.vedette.pipeline.wire;

import dev.vedette.core.event.DeadLetterReason;
import java.io.IOException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of records into Avro's generated classes, whatever version of the schema they
 * were written with.
 *
 * <p>Not thread-safe: it keeps one decoder for all records.
 */
final class RecordReader {
  /** Finds the generated classes where this class is, which in a Flink job is not where Avro is. */
  static final SpecificData MODEL = new SpecificData(RecordReader.class.getClassLoader());

  static {
    MODEL.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    MODEL.setFastReaderEnabled(true);
  }

  private final WriterSchemas writers;
  private final Map<String, Schema> readable;
  private final IdentityHashMap<Schema, DatumReader<SpecificRecord>> readers =
      new IdentityHashMap<>();
  private @Nullable BinaryDecoder decoder;

  /**
   * @param readable schemas of the generated classes that are wanted
   */
  RecordReader(@Nullable RegistryOptions registry, Collection<Schema> readable) {
    this.writers = new WriterSchemas(registry);
    this.readable =
        readable.stream().collect(Collectors.toMap(Schema::getFullName, Function.identity()));
  }

  /** The record that the value holds: of one of the wanted classes, whole, and nothing after it. */
  SpecificRecord read(Headers headers, byte @Nullable [] value)
      throws UnreadableRecordException, SchemaRegistryException {
    if (value == null || value.length == 0) {
      throw new UnreadableRecordException(DeadLetterReason.EMPTY, "the record has no value");
    }
    WriterSchemas.Written written = writers.find(headers, value);
    DatumReader<SpecificRecord> reader = readerOf(written);
    DatumBounds.check(written.schema(), value, written.from());
    try {
      decoder =
          DecoderFactory.get()
              .binaryDecoder(value, written.from(), value.length - written.from(), decoder);
      return reader.read(null, decoder);
    } catch (IOException | AvroRuntimeException e) {
      throw UnreadableRecordException.malformed(
          "schema %s, %s: %s".formatted(written.id(), written.schema().getName(), e.getMessage()));
    }
  }

  private DatumReader<SpecificRecord> readerOf(WriterSchemas.Written written)
      throws UnreadableRecordException {
    DatumReader<SpecificRecord> reader = readers.get(written.schema());
    if (reader == null) {
      Schema wanted = readable.get(written.schema().getFullName());
      if (wanted == null) {
        throw new UnreadableRecordException(
            DeadLetterReason.UNKNOWN_KIND,
            "schema %s is of %s; read here: %s"
                .formatted(written.id(), written.schema().getFullName(), readable.keySet()));
      }
      reader = new SpecificDatumReader<>(written.schema(), wanted, MODEL);
      readers.put(written.schema(), reader);
    }
    return reader;
  }
}
