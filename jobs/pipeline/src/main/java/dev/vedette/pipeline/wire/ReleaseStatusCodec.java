package dev.vedette.pipeline.wire;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseStatus;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Lines about releases to and from the topic. Times are kept to the microsecond.
 *
 * <p>An announcement in a line is as good as its signature: whoever reads it checks that again.
 *
 * <p>Thread-safe.
 */
public final class ReleaseStatusCodec implements Serializable {
  private static final long serialVersionUID = 1;

  private final RecordCodec<dev.vedette.avro.ReleaseStatus> records;

  public ReleaseStatusCodec(WireOptions options, String topic) {
    this.records = new RecordCodec<>(options, topic, dev.vedette.avro.ReleaseStatus.class);
  }

  public Encoded encode(ReleaseStatus status) throws SchemaRegistryException {
    Announcement announcement = status.announcement();
    return records.encode(
        new dev.vedette.avro.ReleaseStatus(
            status.gate(),
            status.version(),
            status.sequence(),
            status.stage().wireName(),
            status.reason(),
            status.detail(),
            status.events(),
            status.disagreements(),
            status.positives(),
            status.gateMicros(),
            status.serving(),
            status.at(),
            status.announcementSha256(),
            announcement == null
                ? null
                : new dev.vedette.avro.Announcement(
                    announcement.schemaId(), ByteBuffer.wrap(announcement.bytes()))));
  }

  public ReleaseStatus decode(Headers headers, byte @Nullable [] value)
      throws UnreadableRecordException, SchemaRegistryException {
    return records.decode(headers, value, ReleaseStatusCodec::fromAvro);
  }

  private static ReleaseStatus fromAvro(dev.vedette.avro.ReleaseStatus avro)
      throws UnreadableRecordException {
    dev.vedette.avro.Announcement announcement = avro.getAnnouncement();
    return new ReleaseStatus(
        avro.getGate(),
        avro.getVersion(),
        avro.getSequence(),
        Words.parse(ReleaseStatus.Stage.class, avro.getStage()),
        avro.getReason(),
        avro.getDetail(),
        avro.getEvents(),
        avro.getDisagreements(),
        avro.getPositives(),
        avro.getGateMicros(),
        avro.getServing(),
        avro.getAt(),
        avro.getAnnouncementSha256(),
        announcement == null
            ? null
            : new Announcement(
                announcement.getSchemaId(), PictureReader.bytesOf(announcement.getBytes())));
  }
}
