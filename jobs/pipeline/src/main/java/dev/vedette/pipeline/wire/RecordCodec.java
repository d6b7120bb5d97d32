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
 * <p>The class travels by its name: whoever unpacks a class that is serializable initialises it,
 * this one would parse its schema, and Avro leaves something in each thread in which it has parsed.
 * The job manager unpacks sources in a thread that outlives the job, and would keep all its
 * classes.
 *
 * <p>Thread-safe; records are read one at a time.
 */
final class RecordCodec<A extends SpecificRecord> implements Serializable {
  private static final long serialVersionUID = 1;

  private final WireOptions options;
  private final String topic;
  private final String typeName;
  private transient @Nullable Class<A> type;
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
    this.typeName = type.getName();
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
              options.registry(), List.of(SpecificData.getForClass(type()).getSchema(type())));
      reader = open;
    }
    SpecificRecord datum = open.read(headers, value);
    try {
      return mapping.map(type().cast(datum));
    } catch (IllegalArgumentException e) {
      throw UnreadableRecordException.malformed(String.valueOf(e.getMessage()));
    }
  }

  private synchronized RecordWriter<A> writer() {
    RecordWriter<A> open = writer;
    if (open == null) {
      open = new RecordWriter<>(options, topic, type());
      writer = open;
    }
    return open;
  }

  @SuppressWarnings("unchecked") // it is the name of this very class
  private Class<A> type() {
    Class<A> known = type;
    if (known == null) {
      try {
        known = (Class<A>) Class.forName(typeName, true, RecordCodec.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(typeName + " was there when this codec was made", e);
      }
      type = known;
    }
    return known;
  }
}
