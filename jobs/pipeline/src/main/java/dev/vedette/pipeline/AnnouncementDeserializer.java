package dev.vedette.pipeline;

import dev.vedette.core.release.Announcement;
import dev.vedette.pipeline.wire.AnnouncementCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes announcements out of their records. One that says nothing of its schema goes on as well: it
 * is refused where every other is, so that people are told.
 */
final class AnnouncementDeserializer implements KafkaRecordDeserializationSchema<Announcement> {
  private static final long serialVersionUID = 1;
  private static final String NO_SCHEMA = "";

  private final AnnouncementCodec codec;

  AnnouncementDeserializer(AnnouncementCodec codec) {
    this.codec = codec;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Announcement> out)
      throws IOException {
    if (record.value() == null) {
      return; // compaction's way to say that a gate has no release any more: what serves, serves
    }
    out.collect(read(record));
  }

  private Announcement read(ConsumerRecord<byte[], byte[]> record) throws IOException {
    try {
      return codec.decode(record.headers(), record.value());
    } catch (UnreadableRecordException e) {
      return new Announcement(NO_SCHEMA, record.value());
    }
  }

  @Override
  public TypeInformation<Announcement> getProducedType() {
    return TypeInformation.of(Announcement.class);
  }
}
