package dev.vedette.scenarios.peers;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventRules;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.pipeline.wire.EventDecoder;
import dev.vedette.pipeline.wire.ReferenceRoots;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes the Flink peer's digits of records: of JSON, or with Vedette's codec of its events. */
final class ReadDigits implements KafkaRecordDeserializationSchema<Digit> {
  private static final long serialVersionUID = 1;

  private final boolean avro;
  private final EventDecoder events =
      new EventDecoder(
          EventRules.DEFAULTS,
          null,
          new ReferenceRoots(List.of()),
          (uri, limit) -> {
            throw new IOException("no pictures by reference here");
          },
          InstantSource.system());

  private ReadDigits(boolean avro) {
    this.avro = avro;
  }

  static ReadDigits ofJson() {
    return new ReadDigits(false);
  }

  static ReadDigits ofEvents() {
    return new ReadDigits(true);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> row, Collector<Digit> out)
      throws IOException {
    out.collect(avro ? ofEvent(row) : DigitJson.read(row.value()));
  }

  private Digit ofEvent(ConsumerRecord<byte[], byte[]> row) throws IOException {
    Arrival arrival =
        events.decode(
            new Origin(
                row.topic(), row.partition(), row.offset(), Instant.ofEpochMilli(row.timestamp())),
            row.headers(),
            row.value());
    Event event = arrival.event();
    Picture picture = event == null ? null : event.picture();
    if (event == null || picture == null) {
      throw new IOException("no picture in " + arrival.origin());
    }
    return new Digit(event.header().eventId(), picture.bytes());
  }

  @Override
  public TypeInformation<Digit> getProducedType() {
    return TypeInformation.of(Digit.class);
  }
}
