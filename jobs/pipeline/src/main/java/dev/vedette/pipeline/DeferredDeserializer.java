package dev.vedette.pipeline;

import dev.vedette.core.brain.DeferredLine;
import dev.vedette.flink.DeferredRecord;
import dev.vedette.pipeline.wire.DeferredCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the backlog has to know of deferred questions. What cannot be read is handed on as
 * that, so that whoever counts how far the topic was read does not wait for it.
 */
final class DeferredDeserializer implements KafkaRecordDeserializationSchema<DeferredRecord> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(DeferredDeserializer.class);

  private final DeferredCodec codec;

  DeferredDeserializer(DeferredCodec codec) {
    this.codec = codec;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<DeferredRecord> out)
      throws IOException {
    out.collect(
        new DeferredRecord(
            record.partition(),
            record.offset(),
            record.value() == null ? 0 : record.value().length,
            Instant.ofEpochMilli(record.timestamp()),
            line(record)));
  }

  private @Nullable DeferredLine line(ConsumerRecord<byte[], byte[]> record) throws IOException {
    try {
      return codec.decode(record.headers(), record.value()).withoutPayload();
    } catch (UnreadableRecordException e) {
      LOG.warn(
          "Line {} of partition {} of {} cannot be read: {}. If it is a deferred question, it will"
              + " not be asked again. If a newer version of the job wrote it, run that one; nobody"
              + " but the job may write to this topic.",
          record.offset(),
          record.partition(),
          record.topic(),
          e.objection().detail());
      return null;
    }
  }

  @Override
  public TypeInformation<DeferredRecord> getProducedType() {
    return TypeInformation.of(DeferredRecord.class);
  }
}
