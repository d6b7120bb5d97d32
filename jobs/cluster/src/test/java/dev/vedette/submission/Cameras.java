package dev.vedette.submission;

import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.WireOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Cameras of which one in ten sees a face, and the others a cat. Each face is before a camera of
 * its own, so that each is an episode and a question.
 */
final class Cameras implements AutoCloseable {
  static final int FACE_EVERY = 10;

  private static final Picture FACE = golden("astronaut.jpg");
  private static final Picture CAT = golden("chelsea.jpg");
  private static final String TOPIC = "events.camera";
  private static final String LARGEST = String.valueOf(8 << 20);
  private static final int NOISE_SIDE = 1024;

  private final KafkaProducer<byte[], byte[]> producer;
  private final EventEncoder encoder = new EventEncoder(WireOptions.PLAIN, TOPIC, "events.sensor");
  private int sent;
  private int faces;

  Cameras(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrap, "acks", "all", "max.request.size", LARGEST),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns when all of them are in the topic. */
  void send(int events) throws IOException {
    for (int i = 0; i < events; i++) {
      boolean isFace = sent % FACE_EVERY == 0;
      if (isFace) {
        faces++;
      }
      send(isFace ? "door-" + sent : "yard-" + sent % 16, isFace ? FACE : CAT);
    }
    producer.flush();
  }

  /**
   * Something before each of so many cameras that no codec can make smaller, for a gate that lets
   * everything through; returns when all of it is in the topic.
   */
  void sendNoise(int cameras) throws IOException {
    var pixels = new byte[3 * NOISE_SIDE * NOISE_SIDE];
    var random = new Random(0);
    for (int i = 0; i < cameras; i++) {
      random.nextBytes(pixels);
      faces++;
      send(
          "noise-" + sent,
          new Picture(Picture.Encoding.RGB8, NOISE_SIDE, NOISE_SIDE, pixels.clone()));
    }
    producer.flush();
  }

  private void send(String device, Picture picture) throws IOException {
    var capture = new Capture("event-" + sent, "acme", device, "door", Instant.now());
    Encoded record = encoder.encode(capture, picture);
    producer.send(
        new ProducerRecord<>(
            TOPIC,
            null,
            device.getBytes(StandardCharsets.UTF_8),
            record.value(),
            record.headers()));
    sent++;
  }

  int sent() {
    return sent;
  }

  /** Events that pass the gate. */
  int faces() {
    return faces;
  }

  private static Picture golden(String name) {
    String resource = "/gates/face/golden/" + name;
    try (InputStream in = Cameras.class.getResourceAsStream(resource)) {
      byte[] jpeg = Objects.requireNonNull(in, resource).readAllBytes();
      JpegSize size = JpegSize.scan(jpeg).orElseThrow();
      return new Picture(Picture.Encoding.JPEG, size.width(), size.height(), jpeg);
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
