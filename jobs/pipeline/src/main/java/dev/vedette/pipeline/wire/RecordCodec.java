package dev.vedette.pipeline.wire;

import java.io.Serializable;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes records of one generated class. What it needs for that is made on first use,
 * where it runs, and does not travel with it.
 *
 * <p>Thread-safe; records are read one at a time.
 */
final class RecordCodec<A extends SpecificRecord> implements Serializable {
  private static final long serialVersionUID = 1;

  private final WireOptions options;
  private final String topic;
  private final Class<A> type;
  private transient @Nullable RecordWriter<A> writer;
  private transient @Nullable RecordReader reader;

  /** Makes a record of the core of a record of Avro. */
  interface Mapping<A, C> {
    /**
     * Translates one record.
     *
     * @throws IllegalArgumentException when the core refuses what the record says
     */
    C map(A datum) throws UnreadableRecordException;
  }

  RecordCodec(WireOptions options, String topic, Class<A> type) {
    this.options = options;
    this.topic = topic;
    this.type = type;
  }

  Encoded encode(A datum) throws SchemaRegistryException {
    return writer().write(datum);
  }

  /** A datum that is encoded already, with the current schema. */
  Encoded frame(byte[] datum) throws SchemaRegistryException {
    return writer().frame(datum);
  }

  synchronized <C> C decode(Headers headers, byte @Nullable [] value, Mapping<A, C> mapping)
      throws UnreadableRecordException, SchemaRegistryException {
    RecordReader open = reader;
    if (open == null) {
      open =
          new RecordReader(
              options.registry(), List.of(SpecificData.getForClass(type).getSchema(type)));
      reader = open;
    }
    SpecificRecord datum = open.read(headers, value);
    try {
      return mapping.map(type.cast(datum));
    } catch (IllegalArgumentException e) {
      throw UnreadableRecordException.malformed(String.valueOf(e.getMessage()));
    }
  }

  private synchronized RecordWriter<A> writer() {
    RecordWriter<A> open = writer;
    if (open == null) {
      open = new RecordWriter<>(options, topic, type);
      writer = open;
    }
    return open;
  }
}
