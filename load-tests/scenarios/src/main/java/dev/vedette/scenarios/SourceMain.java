package dev.vedette.scenarios;

import dev.vedette.core.event.Picture;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The world outside the job, in a process of its own so that its CPU time is nobody's: a real
 * broker, a producer that stands for the cameras, and a provider that is simulated.
 *
 * <p>It is told what to do line by line, {@code INPUT COUNT RATE FACES}, and answers each line when
 * all is acknowledged. A rate of 0 is as fast as it can; there is a face in each so-manieth
 * picture, or in none. It ends with its input.
 */
final class SourceMain {
  private static final int CAMERAS = 16;
  private static final Duration PROVIDER_LATENCY = Duration.ofMillis(200);

  private final KafkaProducer<byte[], byte[]> producer;
  private final EventEncoder encoder =
      new EventEncoder(WireOptions.PLAIN, "events.camera", "events.sensor");
  private long sent;

  private SourceMain(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public static void main(String[] args) throws Exception {
    ProviderScript script = ProviderScript.faultless().taking(Latency.fixed(PROVIDER_LATENCY));
    try (LocalBroker broker = LocalBroker.start();
        SimulatedProvider provider = SimulatedProvider.start(script)) {
      for (Input input : Input.values()) {
        broker.createTopics(2, input.topic());
      }
      broker.createTopics(2, "verdicts", "ledger", "deferred", "dead-letters");
      broker.createTopics(2, "releases", "releases.status", "control");
      var source = new SourceMain(broker.bootstrap());
      System.out.println(broker.bootstrap() + " " + provider.baseUrl());
      var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] words = line.split(" ", -1);
        source.send(
            Input.valueOf(words[0]),
            Integer.parseInt(words[1]),
            Double.parseDouble(words[2]),
            Integer.parseInt(words[3]));
        System.out.println("sent");
      }
      source.producer.close();
    }
  }

  /**
   * Sends events that were captured when they should be sent: whoever takes the time from the
   * capture on sees every wait, this producer's own included.
   */
  private void send(Input input, int count, double perSecond, int faceEvery) throws IOException {
    Picture picture = input.picture();
    Picture face = faceEvery == 0 ? picture : input.face();
    Instant start = Instant.now().plus(perSecond > 0 ? 100 : 0, ChronoUnit.MILLIS);
    for (int i = 0; i < count; i++) {
      Instant due = perSecond > 0 ? start.plusNanos((long) (i * 1e9 / perSecond)) : Instant.now();
      waitUntil(due);
      boolean isFace = faceEvery > 0 && i % faceEvery == 0;
      String device = isFace ? "visited-" + sent : "camera-" + i % CAMERAS;
      Encoded record =
          encoder.encode(
              new Capture(
                  "event-" + sent++, "acme", device, "door", due.truncatedTo(ChronoUnit.MICROS)),
              isFace ? face : picture);
      producer.send(
          new ProducerRecord<>(
              input.topic(),
              null,
              device.getBytes(StandardCharsets.UTF_8),
              record.value(),
              record.headers()));
    }
    producer.flush();
  }

  private static void waitUntil(Instant due) {
    Duration left = Duration.between(Instant.now(), due);
    while (left.toNanos() > 0) {
      LockSupport.parkNanos(left.toNanos());
      left = Duration.between(Instant.now(), due);
    }
  }
}
