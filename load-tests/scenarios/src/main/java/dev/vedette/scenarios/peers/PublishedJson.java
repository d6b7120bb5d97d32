package dev.vedette.scenarios.peers;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The published design's records: a JSON object whose inputs are decimals in one text, with commas
 * between them, beside how many there are, read by way of a tree; what goes out is what came in
 * with the predictions as another text, without a key.
 *
 * @param mapperEachRecord as the published code has it: each record that is read or written has a
 *     mapper of its own, which knows nothing yet; otherwise one is kept
 */
record PublishedJson(boolean mapperEachRecord) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final ObjectMapper READER = reader();
  private static final ObjectMapper WRITER = writer();

  private static ObjectMapper reader() {
    return new ObjectMapper()
        .registerModule(new SimpleModule().addDeserializer(PublishedBatch.class, new OfTree()));
  }

  private static ObjectMapper writer() {
    return new ObjectMapper()
        .registerModule(new SimpleModule().addSerializer(PublishedBatch.class, new ToTokens()));
  }

  ObjectMapper forReading() {
    return mapperEachRecord ? reader() : READER;
  }

  ObjectMapper forWriting() {
    return mapperEachRecord ? writer() : WRITER;
  }

  byte[] write(PublishedBatch batch) {
    try {
      return forWriting().writeValueAsBytes(batch);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }

  PublishedBatch read(byte[] bytes) throws IOException {
    return forReading().readValue(bytes, PublishedBatch.class);
  }

  private static final class ToTokens extends JsonSerializer<PublishedBatch> {
    @Override
    public void serialize(PublishedBatch batch, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      var decimals = new StringBuilder();
      for (List<Float> input : batch.inputs) {
        for (Float pixel : input) {
          decimals.append(decimals.isEmpty() ? "" : ",").append(pixel);
        }
      }
      json.writeStartObject();
      json.writeNumberField("creationTimestamp", batch.createdAt);
      json.writeNumberField("dataPointSz1", batch.inputs.size());
      json.writeNumberField("dataPointSz2", batch.inputs.get(0).size());
      json.writeStringField("dataPoint", decimals.toString());
      json.writeStringField("prediction", batch.predictions);
      json.writeEndObject();
    }
  }

  private static final class OfTree extends JsonDeserializer<PublishedBatch> {
    @Override
    public PublishedBatch deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode json = parser.readValueAsTree();
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
  }

  /** Of records. */
  record Reading(PublishedJson json, TypeInformation<PublishedBatch> type)
      implements DeserializationSchema<PublishedBatch> {
    private static final long serialVersionUID = 1;

    @Override
    public PublishedBatch deserialize(byte[] message) throws IOException {
      return json.read(message);
    }

    @Override
    public boolean isEndOfStream(PublishedBatch next) {
      return false;
    }

    @Override
    public TypeInformation<PublishedBatch> getProducedType() {
      return type;
    }
  }

  /** To records. */
  record Writing(String topic, PublishedJson json)
      implements KafkaRecordSerializationSchema<PublishedBatch> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        PublishedBatch batch, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(topic, json.write(batch));
    }
  }
}
