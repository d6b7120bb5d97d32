package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.avro.Verdict;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Origin;
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
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.RecordMetadata;
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
      Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
      int good = 0;
      for (var record : bad.entrySet()) {
        site.send(site.capture("cam", "good-" + good, at.plusSeconds(good)), Site.CAT);
        // Keys of their own, so that they come through every partition.
        sent.put(record.getKey(), site.send("bad-" + good, record.getValue()));
        good++;
      }
      site.send(site.capture("cam", "positive", at.plusSeconds(good)), Site.FACE);

      Scrape end = site.settled();

      end.assertConservation();
      assertThat(end.outcome("dead-lettered")).isEqualTo(bad.size());
      assertThat(end.outcome("rejected")).isEqualTo(good);
      assertThat(end.outcome("cloud")).isOne();
      Map<String, DeadLetter> buried = new HashMap<>();
      for (DeadLetter letter : site.topics.deadLetters(bad.size())) {
        Origin origin = letter.origin();
        buried.put(place(origin.topic(), origin.partition(), origin.offset()), letter);
      }
      assertThat(buried).hasSameSizeAs(bad);
      Set<Integer> partitions = new HashSet<>();
      for (var record : bad.entrySet()) {
        RecordMetadata stood = sent.get(record.getKey()).get();
        partitions.add(stood.partition());
        DeadLetter letter = buried.get(place(stood.topic(), stood.partition(), stood.offset()));
        assertThat(letter).as(record.getKey()).isNotNull();
        isWhatIsKept(letter, record.getKey(), record.getValue().value());
      }
      assertThat(partitions).hasSize(2);
    }
  }

  private static String place(String topic, int partition, long offset) {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }

  private static void isWhatIsKept(DeadLetter letter, String name, byte[] value) throws Exception {
    assertThat(letter.reason().wireName()).isEqualTo(name.substring(0, name.indexOf(':')));
    assertThat(letter.detail()).as(name).isNotBlank();
    int kept = Math.min(value.length, DeadLetter.KEPT_BYTES);
    assertThat(letter.bytes()).as(name).isEqualTo(Arrays.copyOf(value, kept));
    assertThat(letter.length()).as(name).isEqualTo(value.length);
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(value);
    assertThat(letter.sha256()).as(name).isEqualTo(HexFormat.of().formatHex(sha256));
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
        "payload-too-large: larger than a dead letter",
        encoder.encode(capture("larger", at), jpeg(noise(DeadLetter.KEPT_BYTES + LIMIT))));
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

  /** No two stretches of it are the same. */
  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(7).nextBytes(noise);
    return noise;
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
