package dev.vedette.pipeline.wire;

import static dev.vedette.core.event.DeadLetterReason.MALFORMED;
import static dev.vedette.core.event.DeadLetterReason.NO_SCHEMA_ID;
import static dev.vedette.core.event.DeadLetterReason.UNKNOWN_KIND;
import static dev.vedette.core.event.DeadLetterReason.UNKNOWN_SCHEMA;
import static dev.vedette.pipeline.wire.Given.CAPTURE;
import static dev.vedette.pipeline.wire.Given.CLOCK;
import static dev.vedette.pipeline.wire.Given.ENCODER;
import static dev.vedette.pipeline.wire.Given.JPEG;
import static dev.vedette.pipeline.wire.Given.NO_STORE;
import static dev.vedette.pipeline.wire.Given.ORIGIN;
import static dev.vedette.pipeline.wire.Given.SAMPLES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.EventRules;
import dev.vedette.schemas.SchemaCatalog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfluentFormatTest {
  private FakeRegistry registry;
  private EventDecoder decoder;
  private EventEncoder encoder;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
    decoder =
        new EventDecoder(
            EventRules.DEFAULTS, registry.options(), ReferenceRoots.NONE, NO_STORE, CLOCK);
    encoder = new EventEncoder(registry.confluent(), "events.camera", "events.sensor");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aRecordBeginsWithAZeroAndTheNumberOfItsSchemaAndHasNoHeader() throws Exception {
    Encoded record = encoder.encode(CAPTURE, JPEG);
    assertThat(record.headers()).isEmpty();
    assertThat(record.value()[0]).isZero();
    assertThat(ByteBuffer.wrap(record.value()).getInt(1)).isEqualTo(100_000);
    assertThat(Arrays.copyOfRange(record.value(), 5, record.value().length))
        .isEqualTo(ENCODER.encode(CAPTURE, JPEG).value());
  }

  @Test
  void whatIsRegisteredIsTheSchemaAsItIsPublished() throws Exception {
    encoder.encode(CAPTURE, JPEG);
    encoder.encode(CAPTURE, JPEG);
    assertThat(registry.requests).containsExactly("POST /subjects/events.camera-value/versions");
    assertThat(SchemaCatalog.current())
        .contains(new Schema.Parser().parse(registry.schema(100_000)));
    assertThat(registry.schema(100_000)).contains("timestamp-micros").doesNotContain("avro.java");
  }

  @Test
  void eventsAreReadThroughTheRegistry() throws Exception {
    assertThat(decode(encoder.encode(CAPTURE, JPEG)).event().picture())
        .usingRecursiveComparison()
        .isEqualTo(JPEG);
    assertThat(decode(encoder.encode(CAPTURE, SAMPLES)).event().samples())
        .usingRecursiveComparison()
        .isEqualTo(SAMPLES);
  }

  @Test
  void aRecordWithTheHeaderIsPlainAlthoughThereIsARegistry() throws Exception {
    assertThat(decode(ENCODER.encode(CAPTURE, JPEG)).event()).isNotNull();
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void theOtherTopicsAreReadThroughTheRegistryToo() throws Exception {
    var lines = new LedgerCodec(registry.confluent(), "ledger");
    Encoded line = lines.encode(Given.settled());
    assertThat(lines.decode(Given.headers(line), line.value())).isEqualTo(Given.settled());
    var verdicts = new VerdictCodec(registry.confluent(), "verdicts");
    Encoded verdict = verdicts.encode(Given.byEdge());
    assertThat(verdicts.decode(Given.headers(verdict), verdict.value())).isEqualTo(Given.byEdge());
  }

  @Test
  void aRecordWithNeitherHeaderNorPrefixHasNoSchemaId() throws Exception {
    assertRefused(NO_SCHEMA_ID, new byte[] {1, 0, 0, 0, 7, 0});
    assertRefused(NO_SCHEMA_ID, new byte[] {0, 0, 0, 7});
    assertRefused(NO_SCHEMA_ID, ENCODER.encode(CAPTURE, JPEG).value());
  }

  @Test
  void aNumberThatNobodyRegisteredIsAnUnknownSchema() throws Exception {
    assertRefused(UNKNOWN_SCHEMA, new byte[] {0, 0, 0, 0, 7, 1, 2, 3});
    assertRefused(UNKNOWN_SCHEMA, new byte[] {0, -1, -1, -1, -1, 1, 2, 3});
  }

  @Test
  void aSchemaOfSomethingElseIsAnUnknownKind() throws Exception {
    registry.put(7, "{\"type\":\"record\",\"name\":\"com.example.Order\",\"fields\":[]}");
    registry.put(8, "\"string\"");
    assertRefused(UNKNOWN_KIND, new byte[] {0, 0, 0, 0, 7});
    assertRefused(UNKNOWN_KIND, new byte[] {0, 0, 0, 0, 8, 0});
  }

  @Test
  void aPrefixWithoutADatumIsMalformed() throws Exception {
    byte[] prefix = Arrays.copyOf(encoder.encode(CAPTURE, JPEG).value(), 5);
    assertRefused(MALFORMED, prefix);
  }

  @Test
  void aRegistryThatIsAwayMakesNoDeadLetter() throws Exception {
    Encoded record = encoder.encode(CAPTURE, JPEG);
    registry.answer(503, "away");
    assertThatThrownBy(() -> decode(record)).isInstanceOf(SchemaRegistryException.class);
    registry.answer(200, "");
    assertThat(decode(record).event()).isNotNull();
  }

  @Test
  void theFormatNeedsARegistry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WireOptions(WireFormat.CONFLUENT, null))
        .withMessage("the Confluent format needs a registry");
  }

  private Arrival decode(Encoded record) throws SchemaRegistryException {
    return Given.decode(decoder, record);
  }

  private void assertRefused(DeadLetterReason reason, byte[] value) throws Exception {
    DeadLetter letter = decoder.decode(ORIGIN, new RecordHeaders(), value).deadLetter();
    assertThat(letter.reason()).as(letter.detail()).isEqualTo(reason);
  }
}
