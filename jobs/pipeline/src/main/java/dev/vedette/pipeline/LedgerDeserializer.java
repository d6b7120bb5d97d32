package dev.vedette.pipeline;

import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the ledger back. A line that cannot be read stops the job: it may be money. */
final class LedgerDeserializer implements KafkaRecordDeserializationSchema<JournalLine> {
  private static final long serialVersionUID = 1;

  private final LedgerCodec codec;

  LedgerDeserializer(LedgerCodec codec) {
    this.codec = codec;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<JournalLine> out)
      throws IOException {
    try {
      out.collect(
          new JournalLine(
              codec.decode(record.headers(), record.value()),
              new JournalPosition(record.partition(), record.offset())));
    } catch (UnreadableRecordException e) {
      throw new IOException(
          "%s-%d@%d is not a ledger line: only this job may write to that topic"
              .formatted(record.topic(), record.partition(), record.offset()),
          e);
    }
  }

  @Override
  public TypeInformation<JournalLine> getProducedType() {
    return TypeInformation.of(JournalLine.class);
  }
}
