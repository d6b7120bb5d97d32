package dev.vedette.pipeline.wire;

import dev.vedette.schemas.SchemaCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one generated class in the wanted format.
 *
 * <p>Thread-safe.
 */
final class RecordWriter<A extends SpecificRecord> {
  private final DatumWriter<A> datums;
  private final Schema schema;
  private final String subject;
  private final @Nullable SchemaRegistry registry;
  private final List<Header> headers;

  /**
   * @param topic that the records are for: schemas are registered as the one of its values
   */
  RecordWriter(WireOptions options, String topic, Class<A> type) {
    Schema generated = SpecificData.getForClass(type).getSchema(type);
    String id = SchemaCatalog.idOf(generated);
    this.datums = new SpecificDatumWriter<>(generated, SpecificData.getForClass(type));
    this.schema = SchemaCatalog.load().schemaOf(id).orElseThrow();
    this.subject = topic + "-value";
    RegistryOptions address = options.registry();
    if (options.format() == WireFormat.CONFLUENT && address != null) {
      this.registry = new SchemaRegistry(address, System::nanoTime);
      this.headers = List.of();
    } else {
      this.registry = null;
      this.headers =
          List.of(new RecordHeader(SchemaCatalog.HEADER, id.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  Encoded write(A datum) throws SchemaRegistryException {
    var bytes = begun();
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      datums.write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory takes every byte", e);
    }
    return new Encoded(bytes.toByteArray(), headers);
  }

  /** What is already in Avro's binary encoding, written with the schema of the class. */
  Encoded frame(byte[] datum) throws SchemaRegistryException {
    var bytes = begun();
    bytes.writeBytes(datum);
    return new Encoded(bytes.toByteArray(), headers);
  }

  private ByteArrayOutputStream begun() throws SchemaRegistryException {
    var bytes = new ByteArrayOutputStream(512);
    if (registry != null) {
      int number = registry.numberOf(subject, schema);
      bytes.writeBytes(ByteBuffer.allocate(5).putInt(1, number).array());
    }
    return bytes;
  }
}
