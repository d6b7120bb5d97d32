package dev.vedette.helm;

import dev.vedette.cluster.FlinkCluster;
import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.WholeTopic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Faces before cameras, which the cloud is to be asked about.
 *
 * @param clients how the broker is reached
 */
record Faces(Properties clients) {
  private static final int COUNT = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** One before each of twenty cameras, whose names and events begin with the prefix. */
  void send(String prefix) throws IOException {
    byte[] jpeg;
    try (InputStream in = Chart.class.getResourceAsStream("/gates/face/golden/astronaut.jpg")) {
      jpeg = Objects.requireNonNull(in).readAllBytes();
    }
    JpegSize size = JpegSize.scan(jpeg).orElseThrow();
    var face = new Picture(Picture.Encoding.JPEG, size.width(), size.height(), jpeg);
    var encoder = new EventEncoder(WireOptions.PLAIN, "events.camera", "events.sensor");
    try (var producer =
        new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < COUNT; i++) {
        Encoded record =
            encoder.encode(
                new Capture(prefix + i, "acme", prefix + i, "door", Instant.now()), face);
        byte[] key = (prefix + i).getBytes(StandardCharsets.UTF_8);
        producer.send(
            new ProducerRecord<>("events.camera", null, key, record.value(), record.headers()));
      }
    }
  }

  /** Waits until the cloud has said the last word on all of them. */
  void awaitAnswers(String prefix, FlinkCluster cluster) throws Exception {
    var codec = new VerdictCodec(WireOptions.PLAIN, "verdicts");
    Set<String> events = new HashSet<>();
    try (var consumer =
        new KafkaConsumer<>(clients, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      WholeTopic.begin(consumer, "verdicts");
      Instant end = Instant.now().plus(PATIENCE);
      while (events.size() < COUNT) {
        if (Instant.now().isAfter(end)) {
          throw new AssertionError("no answers but " + events + "\n" + cluster.lastWords());
        }
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          Verdict verdict = codec.decode(record.headers(), record.value());
          String event = verdict.header().eventId();
          if (verdict.last() && verdict.by() == Giver.CLOUD && event.startsWith(prefix)) {
            events.add(event);
          }
        }
      }
    }
  }
}
