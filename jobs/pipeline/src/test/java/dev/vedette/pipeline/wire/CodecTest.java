package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.EventRules;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.verdict.Reason;
import dev.vedette.schemas.SchemaCatalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
  private static final VerdictCodec VERDICTS = new VerdictCodec(WireOptions.PLAIN, "verdicts");
  private static final LedgerCodec LINES = new LedgerCodec(WireOptions.PLAIN, "ledger");

  @Test
  void aPlainRecordNamesItsSchemaInTheHeader() throws Exception {
    Encoded record = LINES.encode(Given.settled());
    assertThat(record.headers())
        .singleElement()
        .satisfies(
            header -> {
              assertThat(header.key()).isEqualTo("vedette-schema-id");
              assertThat(
                      SchemaCatalog.load()
                          .nameOf(new String(header.value(), StandardCharsets.US_ASCII)))
                  .contains("dev.vedette.avro.LedgerLine");
            });
  }

  @Test
  void aVerdictOfNeitherOrBothIsRefused() throws Exception {
    Encoded record =
        new RecordWriter<>(WireOptions.PLAIN, "verdicts", dev.vedette.avro.Verdict.class)
            .write(dev.vedette.avro.Verdict.newBuilder(avroVerdict()).setReason("offline").build());
    assertThatThrownBy(() -> VERDICTS.decode(Given.headers(record), record.value()))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.objection().reason()).isEqualTo(DeadLetterReason.MALFORMED))
        .hasMessage("the cloud gives an answer, the edge a reason: e-1");
  }

  @Test
  void aLedgerLineIsNoVerdict() throws Exception {
    Encoded line = LINES.encode(Given.settled());
    assertThatThrownBy(() -> VERDICTS.decode(Given.headers(line), line.value()))
        .hasMessageContaining("is of dev.vedette.avro.LedgerLine")
        .hasMessageContaining("read here: [dev.vedette.avro.Verdict]");
  }

  @Test
  void aRecordWithoutAValueIsRefused() {
    assertThatThrownBy(() -> LINES.decode(new RecordHeaders(), null))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.objection().reason()).isEqualTo(DeadLetterReason.EMPTY));
  }

  @Test
  void allCodecsTravel() throws Exception {
    Encoded line = LINES.encode(Given.settled());
    assertThat(copy(LINES).decode(Given.headers(line), line.value())).isEqualTo(Given.settled());
    assertThat(copy(VERDICTS).encode(Given.byCloud()).value())
        .isEqualTo(VERDICTS.encode(Given.byCloud()).value());
    assertThat(copy(new DeadLetterCodec(WireOptions.PLAIN, "d")).encode(Given.deadLetter()))
        .isNotNull();
    assertThat(copy(new ReleaseStatusCodec(WireOptions.PLAIN, "s")).encode(Given.activated(null)))
        .isNotNull();
    assertThat(copy(new AnnouncementCodec(WireOptions.PLAIN, "r"))).isNotNull();
    assertThat(copy(Given.ENCODER).encode(Given.CAPTURE, Given.JPEG)).isNotNull();
    var options =
        new RegistryOptions(URI.create("https://registry:8081"), "/keys/r", Duration.ofSeconds(1));
    assertThat(copy(new WireOptions(WireFormat.CONFLUENT, options)))
        .isEqualTo(new WireOptions(WireFormat.CONFLUENT, options));
  }

  @Test
  void theDecoderTravelsBeforeAndAfterItsFirstRecord() throws Exception {
    Encoded record = Given.ENCODER.encode(Given.CAPTURE, Given.JPEG);
    EventDecoder decoder = copy(Given.decoder());
    assertThat(Given.decode(decoder, record).event()).isNotNull();
    assertThat(Given.decode(copy(decoder), record).event()).isNotNull();
    copy(
        new EventDecoder(
            EventRules.DEFAULTS,
            null,
            new ReferenceRoots(List.of(URI.create("file:///pictures"))),
            Given.NO_STORE,
            InstantSource.system()));
  }

  @Test
  void manyThreadsMayUseOneCodec() {
    var codec = new LedgerCodec(WireOptions.PLAIN, "ledger");
    List<CompletableFuture<Void>> done = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      done.add(CompletableFuture.runAsync(() -> roundTrips(codec)));
    }
    assertThat(CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)))
        .succeedsWithin(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource
  void reasonsAreSpeltAsInMetrics(Reason reason) throws Exception {
    assertThat(Words.of(reason)).isEqualTo(reason.wireName());
    assertThat(Words.parse(Reason.class, reason.wireName())).isEqualTo(reason);
  }

  @ParameterizedTest
  @EnumSource
  void deadLettersReasonsAreSpeltAsInMetrics(DeadLetterReason reason) throws Exception {
    assertThat(Words.of(reason)).isEqualTo(reason.wireName());
    assertThat(Words.parse(DeadLetterReason.class, reason.wireName())).isEqualTo(reason);
  }

  @Test
  void aWordIsSpeltInOneWayOnly() {
    assertThat(Words.of(Outcome.DEAD_LETTERED)).isEqualTo("dead-lettered");
    assertThatThrownBy(() -> Words.parse(Reason.class, "RATE_LIMITED"))
        .hasMessage("no Reason is spelt 'RATE_LIMITED'");
  }

  private static dev.vedette.avro.Verdict avroVerdict() throws Exception {
    Encoded record = VERDICTS.encode(Given.byCloud());
    var reader = new RecordReader(null, List.of(dev.vedette.avro.Verdict.getClassSchema()));
    return (dev.vedette.avro.Verdict) reader.read(Given.headers(record), record.value());
  }

  private static void roundTrips(LedgerCodec codec) {
    try {
      for (int i = 0; i < 200; i++) {
        Encoded line = codec.encode(Given.settled());
        assertThat(codec.decode(Given.headers(line), line.value())).isEqualTo(Given.settled());
      }
    } catch (SchemaRegistryException | UnreadableRecordException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T object) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var output = new ObjectOutputStream(bytes)) {
      output.writeObject(object);
    }
    try (var input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) input.readObject();
    }
  }
}
