package dev.vedette.pipeline.wire;

import static dev.vedette.pipeline.wire.Given.CAPTURE;
import static dev.vedette.pipeline.wire.Given.ENCODER;
import static dev.vedette.pipeline.wire.Given.JPEG;
import static dev.vedette.pipeline.wire.Given.ORIGIN;
import static dev.vedette.pipeline.wire.Given.SAMPLES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.schemas.SchemaCatalog;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.header.Headers;

/** Whatever stands in the topic, the decoder gives an arrival and throws nothing. */
class BrokenBytesTest {
  private static final EventDecoder DECODER = Given.decoder();
  private static final VerdictCodec VERDICTS = new VerdictCodec(WireOptions.PLAIN, "verdicts");
  private static final LedgerCodec LINES = new LedgerCodec(WireOptions.PLAIN, "ledger");
  private static final DeadLetterCodec LETTERS =
      new DeadLetterCodec(WireOptions.PLAIN, "dead-letters");
  private static final OrderCodec ORDERS = new OrderCodec(WireOptions.PLAIN, "control");
  private static final ReleaseStatusCodec STATUSES =
      new ReleaseStatusCodec(WireOptions.PLAIN, "releases.status");

  @Property
  void anyBytesUnderAnyReleasedSchemaAreAnArrival(@ForAll("ids") String id, @ForAll byte[] value)
      throws Exception {
    Arrival arrival = DECODER.decode(ORIGIN, Given.header(id), value);
    assertThat(arrival.origin()).isEqualTo(ORIGIN);
  }

  @Property
  void anyBytesUnderAnyIdAreADeadLetter(@ForAll @Size(max = 40) byte[] id, @ForAll byte[] value)
      throws Exception {
    var headers = Given.header("").remove(SchemaCatalog.HEADER).add(SchemaCatalog.HEADER, id);
    assertThat(DECODER.decode(ORIGIN, headers, value).deadLetter()).isNotNull();
  }

  @Property(tries = 3_000)
  void aRecordWithFlippedBitsIsAnArrival(
      @ForAll("records") Encoded record,
      @ForAll @IntRange(min = 1, max = 8) int flips,
      @ForAll Random random)
      throws Exception {
    byte[] value = record.value().clone();
    for (int i = 0; i < flips; i++) {
      // The fields stand at both ends; what lies between is mostly picture.
      int reach = Math.min(80, value.length);
      int at = random.nextInt(reach);
      value[random.nextBoolean() ? at : value.length - 1 - at] ^= (byte) (1 << random.nextInt(8));
    }
    assertThat(DECODER.decode(ORIGIN, Given.headers(record), value)).isNotNull();
  }

  @Property
  void aRecordThatEndsTooEarlyIsMalformed(@ForAll("records") Encoded record, @ForAll Random random)
      throws Exception {
    byte[] value = Arrays.copyOf(record.value(), 1 + random.nextInt(record.value().length - 1));
    assertThat(DECODER.decode(ORIGIN, Given.headers(record), value).deadLetter().reason())
        .isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Property
  void aPieceInsertedIsAnArrival(
      @ForAll("records") Encoded record,
      @ForAll @Size(max = 12) byte[] piece,
      @ForAll Random random)
      throws Exception {
    byte[] before = record.value();
    int at = random.nextInt(before.length + 1);
    byte[] value = Arrays.copyOf(before, before.length + piece.length);
    System.arraycopy(piece, 0, value, at, piece.length);
    System.arraycopy(before, at, value, at + piece.length, before.length - at);
    assertThat(DECODER.decode(ORIGIN, Given.headers(record), value)).isNotNull();
  }

  @Property
  void theOtherCodecsRefuseBrokenBytesWithTheirOneException(@ForAll byte[] value) {
    assertReadOrRefused(value, "Verdict", bytes -> VERDICTS.decode(header("Verdict"), bytes));
    assertReadOrRefused(value, "LedgerLine", bytes -> LINES.decode(header("LedgerLine"), bytes));
    assertReadOrRefused(
        value, "ReleaseStatus", bytes -> STATUSES.decode(header("ReleaseStatus"), bytes));
    assertReadOrRefused(value, "DeadLetter", bytes -> LETTERS.decode(header("DeadLetter"), bytes));
    assertReadOrRefused(value, "Order", bytes -> ORDERS.decode(header("Order"), bytes));
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of(SchemaCatalog.current().stream().map(SchemaCatalog::idOf).toList());
  }

  @Provide
  Arbitrary<Encoded> records() throws SchemaRegistryException {
    return Arbitraries.of(
        List.of(
            ENCODER.encode(CAPTURE, JPEG),
            ENCODER.encode(CAPTURE, SAMPLES),
            ENCODER.encodeJpegAt(CAPTURE, URI.create("file:///pictures/1.jpg"), 5L, "ab")));
  }

  private interface Decoding {
    Object decode(byte[] value) throws Exception;
  }

  private static void assertReadOrRefused(byte[] value, String what, Decoding decoding) {
    try {
      assertThat(decoding.decode(value)).as(what).isNotNull();
    } catch (Exception e) {
      assertThat(e).as(what).isInstanceOf(UnreadableRecordException.class);
    }
  }

  private static Headers header(String name) {
    return Given.header(
        SchemaCatalog.current().stream()
            .filter(schema -> schema.getName().equals(name))
            .map(SchemaCatalog::idOf)
            .findFirst()
            .orElseThrow());
  }
}
