package dev.vedette.pipeline.wire;

import static dev.vedette.pipeline.wire.Given.CAPTURE;
import static dev.vedette.pipeline.wire.Given.ENCODER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.PastScore;
import dev.vedette.core.event.Picture;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.BillingEvidence;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.verdict.Reason;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every kind of record, headers included, as they were when they were last agreed on.
 * {@code -Dgolden.rewrite=true} writes them anew.
 */
class GoldenBytesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final VerdictCodec VERDICTS = new VerdictCodec(WireOptions.PLAIN, "verdicts");
  private static final LedgerCodec LINES = new LedgerCodec(WireOptions.PLAIN, "ledger");
  private static final SeededKey KEY = SeededKey.of("site-1", 1);

  static Stream<Map.Entry<String, Encoded>> records() throws Exception {
    Map<String, Encoded> records = new LinkedHashMap<>();
    records.put("camera-jpeg", ENCODER.encode(CAPTURE, Given.jpeg(Jpegs.cmyk(), 640, 480)));
    records.put(
        "camera-rgb8",
        ENCODER.encode(
            CAPTURE, new Picture(Picture.Encoding.RGB8, 2, 1, new byte[] {1, 2, 3, 4, 5, 6})));
    records.put(
        "camera-reference",
        ENCODER.encodeJpegAt(CAPTURE, URI.create("s3://site-7/cam/1.jpg"), 54_321L, "00ff"));
    records.put("sensor", ENCODER.encode(CAPTURE, Given.SAMPLES));
    records.put("verdict-edge", VERDICTS.encode(Given.byEdge()));
    records.put("verdict-cloud", VERDICTS.encode(Given.byCloud()));
    records.put("ledger-epoch", LINES.encode(LedgerLine.epoch("epoch-0", "e7", Given.NOW)));
    records.put(
        "ledger-dispatched",
        LINES.encode(LedgerLine.dispatched(Given.ACCOUNT, Given.call(), 1_200, Given.NOW)));
    records.put("ledger-settled", LINES.encode(Given.settled()));
    records.put(
        "ledger-released",
        LINES.encode(LedgerLine.released(Given.ACCOUNT, Given.call(), Reason.OFFLINE, Given.NOW)));
    records.put("ledger-unknown", LINES.encode(Given.unknown()));
    records.put(
        "ledger-reconciled",
        LINES.encode(
            LedgerLine.reconciled(
                Given.ACCOUNT,
                Given.call(),
                990,
                new BillingEvidence("usage.csv:17", 900),
                Given.NOW)));
    records.put(
        "ledger-ended",
        LINES.encode(LedgerLine.ended(Given.ACCOUNT, Given.call().grant(), Given.NOW)));
    records.put(
        "ledger-avoided",
        LINES.encode(
            LedgerLine.avoided(
                new AvoidedCost("acme", "door", "face@1.0.0", "rejected", Given.NOW, 300),
                300_000,
                Given.NOW)));
    records.put(
        "ledger-repeated",
        LINES.encode(LedgerLine.repeated("acme", new Repeats("a1b2", 12), Given.NOW)));
    var deferred = new DeferredCodec(WireOptions.PLAIN, "deferred");
    records.put("deferred-kept", deferred.encode(DeferredLine.kept(Given.keptQuestion())));
    records.put(
        "deferred-frames",
        deferred.encode(
            DeferredLine.kept(
                Given.keptQuestion()
                    .with(
                        new Evidence(
                            List.of(
                                new Frame(new PreparedPicture(new byte[] {1, 2}, 336, 252), 0, 1),
                                new Frame(
                                    new PreparedPicture(new byte[] {3}, 336, 252), 900, 0.75)),
                            null,
                            List.of(new PastScore(500, 0.25)))))));
    records.put(
        "deferred-in-vain",
        deferred.encode(DeferredLine.inVain(Given.keptQuestion(), Reason.RATE_LIMITED)));
    records.put("deferred-ended", deferred.encode(DeferredLine.ended(Given.keptQuestion())));
    records.put(
        "dead-letter",
        new DeadLetterCodec(WireOptions.PLAIN, "dead-letters").encode(Given.deadLetter()));
    records.put(
        "order", new OrderCodec(WireOptions.PLAIN, "control").encode(Given.orderWithHours()));
    records.put(
        "order-budget",
        new OrderCodec(WireOptions.PLAIN, "control").encode(BudgetRecordTest.example()));
    Announcement announcement = ReleaseSigning.sign(Given.headDraft(), KEY).announcement();
    records.put(
        "release-head", new AnnouncementCodec(WireOptions.PLAIN, "releases").encode(announcement));
    records.put(
        "release-status",
        new ReleaseStatusCodec(WireOptions.PLAIN, "releases.status")
            .encode(Given.activated(announcement)));
    return records.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordIsWrittenAsItAlwaysWas(Map.Entry<String, Encoded> record) throws IOException {
    Path file = FOLDER.resolve(record.getKey() + ".bin");
    byte[] bytes = withHeaders(record.getValue());
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.write(file, bytes);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void everyFileBelongsToARecord() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              records().map(record -> record.getKey() + ".bin").toList());
    }
  }

  /** Each header as name and value, an empty name, then the record's value. */
  private static byte[] withHeaders(Encoded record) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var output = new DataOutputStream(bytes);
    for (Header header : record.headers()) {
      output.writeUTF(header.key());
      output.writeUTF(new String(header.value(), StandardCharsets.US_ASCII));
    }
    output.writeUTF("");
    output.write(record.value());
    return bytes.toByteArray();
  }
}
