package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Question;
import dev.vedette.flink.DeferredRecord;
import dev.vedette.pipeline.wire.DeferredCodec;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.KeptQuestions;
import dev.vedette.pipeline.wire.WireOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeferredDeserializerTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-27T12:00:00Z");

  private final DeferredCodec codec = new DeferredCodec(WireOptions.PLAIN, "deferred");

  @Test
  void theQuestionIsRememberedAndItsPictureStaysWhereItIs() throws Exception {
    Question question = KeptQuestions.named("e-1");
    Encoded line = codec.encode(DeferredLine.kept(question));

    DeferredRecord read = read(line.value(), line.headers());

    assertThat(read.partition()).isEqualTo(1);
    assertThat(read.offset()).isEqualTo(7);
    assertThat(read.bytes()).isEqualTo(line.value().length);
    assertThat(read.writtenAt()).isEqualTo(WRITTEN);
    Question remembered = read.line().question();
    assertThat(remembered.inferenceId()).isEqualTo("e-1");
    assertThat(remembered.header()).isEqualTo(question.header());
    assertThat(remembered.deferral()).isEqualTo(question.deferral());
    assertThat(remembered.hasPayload()).isFalse();
  }

  /** Whoever waits until the topic is read to its end must hear of it. */
  @Test
  void whatCannotBeReadIsCountedAsRead() throws Exception {
    DeferredRecord read = read(new byte[] {1, 2, 3}, List.of());
    assertThat(read.offset()).isEqualTo(7);
    assertThat(read.line()).isNull();
  }

  @Test
  void aRecordWithoutAValueIsOneThatCannotBeRead() throws Exception {
    assertThat(read(null, List.of()).line()).isNull();
  }

  private DeferredRecord read(byte[] value, List<Header> headers) throws Exception {
    var record =
        new ConsumerRecord<byte[], byte[]>(
            "deferred",
            1,
            7,
            WRITTEN.toEpochMilli(),
            TimestampType.LOG_APPEND_TIME,
            0,
            value == null ? 0 : value.length,
            null,
            value,
            new RecordHeaders(headers),
            Optional.empty());
    List<DeferredRecord> all = new ArrayList<>();
    new DeferredDeserializer(codec).deserialize(record, new ListCollector<>(all));
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
