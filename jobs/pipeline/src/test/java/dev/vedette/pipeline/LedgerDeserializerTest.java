package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LedgerDeserializerTest {
  private static final JournalPosition PLACE = new JournalPosition(3, 41);
  private static final LedgerLine LINE = LedgerLine.epoch("epoch-1", "a", Instant.EPOCH);

  private final LedgerCodec codec = new LedgerCodec(WireOptions.PLAIN, "ledger");
  private final LedgerDeserializer deserializer = new LedgerDeserializer(codec);

  @Test
  void aLineIsReadWithItsPlace() throws Exception {
    assertThat(read("epoch-1", codec.encode(LINE))).isEqualTo(new JournalLine(LINE, PLACE));
  }

  @Test
  void oneThatCannotBeReadGoesOnWithItsKeyAndWhatIsWrongWithIt() throws Exception {
    byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
    JournalLine read = read("acme/door/face", new Encoded(nonsense, List.of()));
    assertThat(read.line()).isNull();
    assertThat(read.accountKey()).as("of the account, its tenant").isEqualTo("acme");
    assertThat(read.position()).isEqualTo(PLACE);
    assertThat(read.objection()).contains("vedette-schema-id");
  }

  @Test
  void oneWithoutKeyAndValueIsStillOne() throws Exception {
    JournalLine read = read(null, new Encoded(null, List.of()));
    assertThat(read.line()).isNull();
    assertThat(read.accountKey()).isEmpty();
    assertThat(read.objection()).isNotBlank();
  }

  private JournalLine read(String key, Encoded written) throws Exception {
    List<JournalLine> lines = new ArrayList<>();
    deserializer.deserialize(
        new ConsumerRecord<>(
            "ledger",
            PLACE.partition(),
            PLACE.offset(),
            0,
            TimestampType.CREATE_TIME,
            0,
            0,
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            written.value(),
            new RecordHeaders(written.headers()),
            Optional.empty()),
        new ListCollector<>(lines));
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
