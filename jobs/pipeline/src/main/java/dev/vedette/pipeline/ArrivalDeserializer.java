package dev.vedette.pipeline;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.Origin;
import dev.vedette.pipeline.wire.EventDecoder;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Decodes records where they are read, so that watermarks are kept for each partition. */
final class ArrivalDeserializer implements KafkaRecordDeserializationSchema<Arrival> {
  private static final long serialVersionUID = 1;

  private final EventDecoder decoder;
  private final InstantSource clock;

  /**
   * @param clock the producer's time is compared with; serializable, as the JDK's own are
   */
  ArrivalDeserializer(EventDecoder decoder, InstantSource clock) {
    this.decoder = decoder;
    this.clock = clock;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out)
      throws IOException {
    var origin =
        new Origin(record.topic(), record.partition(), record.offset(), appendedAt(record));
    out.collect(decoder.decode(origin, record.headers(), record.value()));
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return TypeInformation.of(Arrival.class);
  }

  /**
   * The broker's time. Where the topic keeps the producer's, that cannot be later than now; and
   * where the record has none, it is now.
   */
  private Instant appendedAt(ConsumerRecord<?, ?> record) {
    Instant stamped = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
    if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
      return stamped;
    }
    Instant now = clock.instant();
    boolean unstamped = record.timestamp() == ConsumerRecord.NO_TIMESTAMP;
    return unstamped || stamped.isAfter(now) ? now : stamped;
  }
}
