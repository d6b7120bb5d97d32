package dev.vedette.scenarios.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The published design's records: a JSON object whose inputs are decimals in one text, with commas
 * between them, beside how many there are, read by way of a tree; what goes out is what came in
 * with the predictions as another text, without a key. The mapper is made once: the published code
 * makes one for each record, which would be to its disadvantage alone.
 */
final class PublishedJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PublishedJson() {}

  static byte[] write(PublishedBatch batch) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("creationTimestamp", batch.createdAt);
    json.put("dataPointSz1", batch.inputs.size());
    json.put("dataPointSz2", batch.inputs.get(0).size());
    json.put(
        "dataPoint",
        batch.inputs.stream()
            .flatMap(List::stream)
            .map(String::valueOf)
            .collect(Collectors.joining(",")));
    json.put("prediction", batch.predictions);
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }

  static PublishedBatch read(byte[] bytes) throws IOException {
    JsonNode json = MAPPER.readTree(bytes);
    int each = json.path("dataPointSz2").asInt();
    String[] decimals = json.path("dataPoint").asText().split(",", -1);
    if (each != Digit.PIXELS || decimals.length != each * json.path("dataPointSz1").asInt()) {
      throw new IOException(
          "%d decimals are no batch of inputs of %d pixels"
              .formatted(decimals.length, Digit.PIXELS));
    }
    var batch = new PublishedBatch();
    batch.createdAt = json.path("creationTimestamp").asLong();
    for (int from = 0; from < decimals.length; from += each) {
      List<Float> input = new ArrayList<>(each);
      for (int i = from; i < from + each; i++) {
        input.add(Float.valueOf(decimals[i]));
      }
      batch.inputs.add(input);
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
      return new ProducerRecord<>(topic, write(batch));
    }
  }
}
