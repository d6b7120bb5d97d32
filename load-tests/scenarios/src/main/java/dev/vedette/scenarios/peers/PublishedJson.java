package dev.vedette.scenarios.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The published design's codec: JSON of a whole batch, by way of Jackson's data binding; what goes
 * out is what came in with the predictions added. The mapper is made once: the published code makes
 * one for each record, which would be to its disadvantage alone.
 */
final class PublishedJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader READER = MAPPER.readerFor(PublishedBatch.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(PublishedBatch.class);

  private PublishedJson() {}

  static byte[] write(PublishedBatch batch) {
    try {
      return WRITER.writeValueAsBytes(batch);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }

  static PublishedBatch read(byte[] bytes) throws IOException {
    PublishedBatch batch = READER.readValue(bytes);
    if (batch.dataPoint.isEmpty() || batch.dataPoint.get(0).size() != Digit.PIXELS) {
      throw new IOException("a batch has not one input of %d pixels".formatted(Digit.PIXELS));
    }
    return batch;
  }

  /** Of records. */
  static final class Reading implements DeserializationSchema<PublishedBatch> {
    private static final long serialVersionUID = 1;

    @Override
    public PublishedBatch deserialize(byte[] message) throws IOException {
      return read(message);
    }

    @Override
    public boolean isEndOfStream(PublishedBatch next) {
      return false;
    }

    @Override
    public TypeInformation<PublishedBatch> getProducedType() {
      return TypeInformation.of(PublishedBatch.class);
    }
  }

  /** To records. */
  record Writing(String topic) implements KafkaRecordSerializationSchema<PublishedBatch> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        PublishedBatch batch, KafkaSinkContext context, Long timestamp) {
      String key = Long.toString(Objects.requireNonNull(batch).creationTimestamp);
      return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), write(batch));
    }
  }
}
