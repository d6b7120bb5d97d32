package dev.vedette.scenarios.peers;

import dev.vedette.core.event.Picture;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Broker and producer of digits, in a process of their own. It is told line by line what to do,
 * {@code WIRE TOPIC COUNT}, makes the topic and answers when all is in it.
 */
final class DigitSourceMain {
  private static final int CAMERAS = 16;
  private static final PublishedJson JSON = new PublishedJson(false);

  private final String bootstrap;
  private final EventEncoder encoder =
      new EventEncoder(WireOptions.PLAIN, "events.camera", "events.sensor");

  private DigitSourceMain(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  public static void main(String[] args) throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(2, "verdicts", "ledger", "deferred", "dead-letters");
      broker.createTopics(2, "releases", "releases.status", "control");
      broker.createTopics(1, FlinkPeer.resultsTopic());
      var source = new DigitSourceMain(broker.bootstrap());
      System.out.println(broker.bootstrap() + " -");
      var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] words = line.split(" ", -1);
        broker.createTopics(2, words[1]);
        source.send(Wire.valueOf(words[0]), words[1], Integer.parseInt(words[2]));
        System.out.println("sent");
      }
    }
  }

  private void send(Wire wire, String topic, int count) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = EarlyProducer.of(bootstrap)) {
      send(producer, wire, topic, count);
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Wire wire, String topic, int count)
      throws IOException {
    byte[][] drawn = IntStream.range(0, CAMERAS).mapToObj(Digit::drawn).toArray(byte[][]::new);
    Picture[] pictures = new Picture[CAMERAS];
    for (int i = 0; i < CAMERAS; i++) {
      pictures[i] =
          new Picture(Picture.Encoding.RGB8, Digit.SIDE, Digit.SIDE, Digit.rgbOf(drawn[i]));
    }
    for (int i = 0; i < count; i++) {
      int camera = i % CAMERAS;
      String id = "event-" + i;
      byte[] key = ("camera-" + camera).getBytes(StandardCharsets.UTF_8);
      ProducerRecord<byte[], byte[]> record =
          switch (wire) {
            case PUBLISHED_JSON ->
                new ProducerRecord<>(
                    topic,
                    key,
                    JSON.write(PublishedBatch.of(drawn[camera], System.currentTimeMillis())));
            case LEAN_JSON -> new ProducerRecord<>(topic, key, DigitJson.write(id, drawn[camera]));
            case AVRO -> event(topic, key, id, camera, pictures[camera]);
          };
      producer.send(record);
    }
    producer.flush();
  }

  private ProducerRecord<byte[], byte[]> event(
      String topic, byte[] key, String id, int camera, Picture picture) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Encoded record =
        encoder.encode(new Capture(id, "acme", "camera-" + camera, "door", now), picture);
    return new ProducerRecord<>(topic, null, key, record.value(), record.headers());
  }
}
