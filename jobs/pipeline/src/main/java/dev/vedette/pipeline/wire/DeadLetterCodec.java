package dev.vedette.pipeline.wire;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters to and from the topic. Times are kept to the microsecond.
 *
 * <p>Thread-safe.
 */
public final class DeadLetterCodec implements Serializable {
  private static final long serialVersionUID = 1;

  private final RecordCodec<dev.vedette.avro.DeadLetter> records;

  public DeadLetterCodec(WireOptions options, String topic) {
    this.records = new RecordCodec<>(options, topic, dev.vedette.avro.DeadLetter.class);
  }

  public Encoded encode(DeadLetter letter) throws SchemaRegistryException {
    return records.encode(
        new dev.vedette.avro.DeadLetter(
            Words.of(letter.reason()),
            letter.detail(),
            AvroParts.origin(letter.origin()),
            ByteBuffer.wrap(letter.bytes()),
            letter.length(),
            letter.sha256(),
            letter.at()));
  }

  public DeadLetter decode(Headers headers, byte @Nullable [] value)
      throws UnreadableRecordException, SchemaRegistryException {
    return records.decode(headers, value, DeadLetterCodec::fromAvro);
  }

  private static DeadLetter fromAvro(dev.vedette.avro.DeadLetter avro)
      throws UnreadableRecordException {
    return new DeadLetter(
        Words.parse(DeadLetterReason.class, avro.getReason()),
        avro.getDetail(),
        AvroParts.origin(avro.getOrigin()),
        PictureReader.bytesOf(avro.getBytes()),
        avro.getLength(),
        avro.getSha256(),
        avro.getAt());
  }
}
