package dev.vedette.pipeline;

import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger back. A line that cannot be read goes on as such, with its key: it may be money,
 * so nobody may pass over it, but a job that stopped for it would answer no alert any more.
 */
final class LedgerDeserializer implements KafkaRecordDeserializationSchema<JournalLine> {
  private static final long serialVersionUID = 1;

  private final LedgerCodec codec;

  LedgerDeserializer(LedgerCodec codec) {
    this.codec = codec;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<JournalLine> out)
      throws IOException {
    out.collect(read(record, new JournalPosition(record.partition(), record.offset())));
  }

  private JournalLine read(ConsumerRecord<byte[], byte[]> record, JournalPosition position)
      throws IOException {
    try {
      return new JournalLine(
          codec.decode(record.headers(), record.value()).underItsRoot(), position);
    } catch (UnreadableRecordException e) {
      return JournalLine.unreadable(accountKey(record.key()), e.objection().detail(), position);
    }
  }

  /**
   * The tenant; from before budgets the key is an account's, which begins with it. Whatever bytes
   * they are: what is no tenant's key closes no tenant.
   */
  private static String accountKey(byte @Nullable [] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8).split("/", 2)[0];
  }

  @Override
  public TypeInformation<JournalLine> getProducedType() {
    return TypeInformation.of(JournalLine.class);
  }
}
