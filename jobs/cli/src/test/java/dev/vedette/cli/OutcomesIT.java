package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.StageTimes;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.DeadLetterCodec;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What became of events, for somebody who looks: verdicts and dead letters at a real broker. */
@Timeout(120)
class OutcomesIT {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path folder;

  private AtBroker at;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void start() {
    at = new AtBroker();
    at.vedette("topics", "create", "--partitions", "2");
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", at.bootstrap(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    at.close();
  }

  @Test
  void theLatestVerdictsAreALineEach() throws Exception {
    say(byEdge("e-1", "door-7", 1, Reason.BREAKER_OPEN));
    say(byCloud("e-2", "door-8", 2));

    assertThat(at.vedette("verdicts", "tail")).isZero();
    assertThat(at.said().out().lines())
        .containsExactly(
            "2026-11-27T12:00:01Z  acme/door-7  face 0.93  edge: breaker-open, face at door-7.  1.500 s  (e-1#0, for now)",
            "2026-11-27T12:00:02Z  acme/door-8  face 0.93  cloud: confirmed, A person.  $0.000310"
                + "  1.500 s  (e-2#1)");
  }

  @Test
  void onlyThoseThatFitAreShownAndNoMoreThanWereAskedFor() throws Exception {
    for (int i = 0; i < 5; i++) {
      say(byEdge("e-" + i, "door-" + i, i, i == 0 ? Reason.OFFLINE : Reason.TIMEOUT));
    }
    at.vedette("verdicts", "tail", "-n", "2");
    assertThat(at.said().out().lines()).hasSize(2).last().asString().contains("e-4#0");
    at.vedette("verdicts", "tail", "--device", "door-3");
    assertThat(at.said().out().lines()).hasSize(1);
    at.vedette("verdicts", "tail", "--reason", "offline");
    assertThat(at.said().out().lines()).hasSize(1);
    at.vedette("verdicts", "tail", "--by", "cloud");
    assertThat(at.said().out()).isEmpty();
    at.vedette("verdicts", "tail", "--final");
    assertThat(at.said().out()).isEmpty();
  }

  @Test
  void forProgramsTheyAreJson() throws Exception {
    say(byCloud("e-2", "door-8", 2));
    at.vedette("verdicts", "tail", "--json");
    var json = new ObjectMapper().readTree(at.said().out());
    assertThat(json.get("event").asText()).isEqualTo("e-2");
    assertThat(json.get("by").asText()).isEqualTo("cloud");
    assertThat(json.get("text").asText()).isEqualTo("A person.");
    assertThat(json.get("costMicros").asLong()).isEqualTo(310);
    assertThat(json.has("reason")).isFalse();
  }

  @Test
  void aWrongWordIsAnsweredWithTheRightOnes() {
    assertThat(at.vedette("verdicts", "tail", "--by", "me")).isEqualTo(2);
    at.said().inOneLine("'me' is none of", "edge, cloud");
    assertThat(at.vedette("verdicts", "tail", "--since", "soon")).isEqualTo(2);
    at.said().inOneLine("'soon' is no time such as 10min");
    assertThat(at.vedette("dead-letters", "show", "17")).isEqualTo(2);
    at.said().inOneLine("'17' is no place of a dead letter such as 0:17");
    assertThat(at.vedette("dead-letters", "replay")).isEqualTo(2);
    at.said().inOneLine("name the places of letters, or --all");
  }

  @Test
  void deadLettersAreListedShownAndSentOnceMoreWithKeyAndHeaders() throws Exception {
    byte[] value = "no Avro".getBytes(StandardCharsets.UTF_8);
    Header header = new RecordHeader("who", new byte[] {7});
    var sent =
        producer
            .send(new ProducerRecord<>("events.camera", 1, new byte[] {1}, value, List.of(header)))
            .get();
    bury(DeadLetter.of(objection(), origin(1, sent.offset()), value, NOW));

    assertThat(at.vedette("dead-letters", "list", "--reason", "malformed")).isZero();
    assertThat(at.said().out()).contains("malformed", "events.camera 1:0", "it is no event");
    String place = at.said().out().lines().toList().get(1).strip().split(" ", 2)[0];

    Path file = folder.resolve("record.bin");
    assertThat(at.vedette("dead-letters", "show", place, "--out", file.toString())).isZero();
    assertThat(at.said().out()).contains("all of it", "6e 6f 20 41 76 72 6f");
    assertThat(Files.readAllBytes(file)).isEqualTo(value);
    assertThat(at.vedette("dead-letters", "show", place, "--out", file.toString())).isEqualTo(1);
    at.said().inOneLine("is there already; name a new file");

    assertThat(at.vedette("dead-letters", "replay", place, "--dry-run")).isZero();
    assertThat(at.said().out()).contains("1 would be sent, 0 cannot be");
    assertThat(at.vedette("dead-letters", "replay", "--all")).isZero();
    assertThat(at.said().out()).contains("from events.camera 1:0", "1 sent and acknowledged");
    assertThat(records("events.camera"))
        .hasSize(2)
        .allSatisfy(record -> assertThat(record.value()).isEqualTo(value))
        .allSatisfy(record -> assertThat(record.key()).isEqualTo(new byte[] {1}))
        .allSatisfy(
            record -> assertThat(record.headers().lastHeader("who").value()).containsExactly(7));
  }

  @Test
  void ofARecordThatIsGoneTheLettersBytesAreSentIfTheyAreAllThereIs() throws Exception {
    byte[] value = "no Avro".getBytes(StandardCharsets.UTF_8);
    bury(DeadLetter.of(objection(), origin(0, 4_711), value, NOW));
    bury(DeadLetter.of(objection(), origin(0, 4_712), new byte[DeadLetter.KEPT_BYTES + 1], NOW));

    assertThat(at.vedette("dead-letters", "replay", "--all")).isEqualTo(1);
    assertThat(at.said().out())
        .contains(
            "events.camera 0:4711 is gone: the letter's bytes",
            "events.camera 0:4712 is gone, and the letter has not all of it: cannot be sent",
            "1 sent and acknowledged, 1 cannot be");
    assertThat(records("events.camera")).hasSize(1);
  }

  @Test
  void aPlaceWithoutALetterIsSaid() {
    assertThat(at.vedette("dead-letters", "show", "0:99")).isEqualTo(1);
    at.said().inOneLine("there is no dead letter at 0:99 of dead-letters");
  }

  private static Objection objection() {
    return new Objection(DeadLetterReason.MALFORMED, "it is no event");
  }

  private static Origin origin(int partition, long offset) {
    return new Origin("events.camera", partition, offset, NOW);
  }

  private void bury(DeadLetter letter) throws Exception {
    send("dead-letters", new DeadLetterCodec(WireOptions.PLAIN, "dead-letters").encode(letter));
  }

  private void say(Verdict verdict) throws Exception {
    send("verdicts", new VerdictCodec(WireOptions.PLAIN, "verdicts").encode(verdict));
  }

  private void send(String topic, Encoded record) throws Exception {
    producer
        .send(new ProducerRecord<>(topic, null, new byte[0], record.value(), record.headers()))
        .get();
  }

  private static Verdict byEdge(String event, String device, int second, Reason reason) {
    return verdict(event, device, second, 0, false, Giver.EDGE, reason, null);
  }

  private static Verdict byCloud(String event, String device, int second) {
    var answer =
        new Answer(
            Opinion.CONFIRMED,
            "A person.",
            new TokenUsage(100, 0, 10),
            310,
            "simulated",
            "model-1",
            "r-1",
            250_000,
            2_048,
            true);
    return verdict(event, device, second, 1, true, Giver.CLOUD, null, answer);
  }

  private static Verdict verdict(
      String event,
      String device,
      int second,
      int revision,
      boolean last,
      Giver by,
      Reason reason,
      Answer answer) {
    return new Verdict(
        new EventHeader(event, "acme", device, "door", Kind.CAMERA, NOW, origin(0, 1)),
        revision,
        last,
        by,
        new Judgement("face@1.0.0", "float32", "face", 0.93, true),
        event,
        "i-" + event,
        reason,
        answer,
        answer == null ? "face at " + device + '.' : answer.text(),
        new StageTimes(1, 2, 3, 1_500_000),
        NOW.plusSeconds(second));
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", at.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
      return all;
    }
  }
}
