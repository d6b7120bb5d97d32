package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.avro.Verdict;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.schemas.SchemaCatalog;
import dev.vedette.simulators.provider.ProviderScript;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What producers should not send, between good events, to the real job. */
class BadInputIT {
  private static final int LIMIT = 100_000;
  private final Instant at = Instant.now().minus(Duration.ofHours(1));

  private final EventEncoder encoder =
      new EventEncoder(WireOptions.PLAIN, Topics.CAMERA, Topics.SENSOR);

  @TempDir Path checkpoints;

  @Test
  void eachBadRecordBecomesADeadLetterAndNothingElseIsLost() throws Exception {
    Map<String, Encoded> bad = badRecords();
    Map<String, String> options = Map.of("vedette.events.max-payload-bytes", String.valueOf(LIMIT));
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      int good = 0;
      for (Encoded record : bad.values()) {
        site.send(site.capture("cam", "good-" + good, at.plusSeconds(good)), Site.CAT);
        good++;
        site.send("cam", record);
      }

      Scrape end = site.settled();

      assertThat(end.outcome("dead-lettered")).isEqualTo(bad.size());
      assertThat(end.outcome("rejected")).isEqualTo(good);
      Map<String, List<byte[]>> buried = new TreeMap<>();
      for (DeadLetter letter : site.deadLetters(bad.size())) {
        assertThat(letter.origin().topic()).isEqualTo(Topics.CAMERA);
        assertThat(letter.detail()).isNotBlank();
        buried
            .computeIfAbsent(letter.reason().wireName(), reason -> new ArrayList<>())
            .add(letter.bytes());
      }
      bad.forEach(
          (name, record) ->
              assertThat(buried.get(name.substring(0, name.indexOf(':'))))
                  .as(name)
                  .isNotNull()
                  .anySatisfy(bytes -> assertThat(bytes).isEqualTo(record.value())));
    }
  }

  /** By the reason that is expected, and what is wrong. */
  private Map<String, Encoded> badRecords() throws Exception {
    Encoded sound = encoder.encode(capture("sound", at), Site.CAT);
    Map<String, Encoded> bad = new LinkedHashMap<>();
    bad.put("empty: no bytes", new Encoded(new byte[0], sound.headers()));
    bad.put(
        "malformed: truncated",
        new Encoded(Arrays.copyOf(sound.value(), sound.value().length / 2), sound.headers()));
    bad.put(
        "no-schema-id: not Avro", new Encoded("hello".getBytes(StandardCharsets.UTF_8), List.of()));
    bad.put(
        "unknown-schema: wrong id",
        new Encoded(
            sound.value(),
            List.of(
                new RecordHeader(
                    "vedette-schema-id", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII)))));
    bad.put("unknown-kind: a verdict's schema", new Encoded(sound.value(), verdictHeader()));
    bad.put(
        "not-a-picture: text",
        encoder.encode(capture("text", at), jpeg("no picture".getBytes(StandardCharsets.UTF_8))));
    bad.put("not-a-picture: cut off in the pixels", encoder.encode(capture("cut", at), cutOff()));
    bad.put("unsupported-picture: CMYK", encoder.encode(capture("cmyk", at), jpeg(frameHeader(4))));
    bad.put("picture-too-small: 1x1", encoder.encode(capture("tiny", at), tiny()));
    bad.put(
        "samples-not-finite: NaN",
        encoder.encode(
            capture("nan", at), new Samples(List.of("a"), 1, new float[] {1, Float.NaN})));
    bad.put(
        "no-gate: no limits are set",
        encoder.encode(capture("sensor", at), new Samples(List.of("a"), 1, new float[] {1})));
    bad.put(
        "captured-in-future: tomorrow",
        encoder.encode(capture("future", Instant.now().plus(Duration.ofDays(1))), Site.CAT));
    bad.put("captured-too-early: 1970", encoder.encode(capture("past", Instant.EPOCH), Site.CAT));
    bad.put(
        "missing-id: no device",
        encoder.encode(new Capture("nameless", "acme", "", "door", at), Site.CAT));
    bad.put(
        "payload-too-large: one byte over",
        encoder.encode(capture("large", at), jpeg(new byte[LIMIT + 1])));
    bad.put(
        "reference-refused: outside the roots",
        encoder.encodeJpegAt(
            capture("elsewhere", at), URI.create("file:///etc/passwd"), null, null));
    return bad;
  }

  private static Capture capture(String eventId, Instant at) {
    return new Capture(eventId, "acme", "cam", "door", at);
  }

  private static Picture jpeg(byte[] bytes) {
    return new Picture(Picture.Encoding.JPEG, 1, 1, bytes);
  }

  /** The header of a JPEG and no pixel after it. */
  private static byte[] frameHeader(int components) {
    byte[] jpeg = new byte[64];
    byte[] start = {
      (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC0, 0, 20, 8, 1, 0, 1, 0, (byte) components
    };
    System.arraycopy(start, 0, jpeg, 0, start.length);
    return jpeg;
  }

  /** A sound frame header, so that only the decoder itself can find out. */
  private static Picture cutOff() {
    return jpeg(frameHeader(3));
  }

  private static Picture tiny() throws Exception {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
    return jpeg(bytes.toByteArray());
  }

  private static List<Header> verdictHeader() {
    String id = SchemaCatalog.idOf(Verdict.getClassSchema());
    return List.of(new RecordHeader("vedette-schema-id", id.getBytes(StandardCharsets.US_ASCII)));
  }
}
