package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files, folders and streams that become events at a broker that is there. */
@Timeout(120)
class ProduceIT {
  private AtBroker at;

  @BeforeEach
  void start() {
    at = new AtBroker();
  }

  @AfterEach
  void stop() {
    at.close();
  }

  private long records(String topic) throws Exception {
    long records = 0;
    for (int partition = 0; partition < 4; partition++) {
      var of = new TopicPartition(topic, partition);
      records +=
          at.admin.listOffsets(Map.of(of, OffsetSpec.latest())).partitionResult(of).get().offset();
    }
    return records;
  }

  @Test
  void readingsAndPicturesBecomeEvents(@TempDir Path folder) throws Exception {
    at.vedette("topics", "create");
    Path csv = Files.writeString(folder.resolve("r.csv"), "device,celsius\na,1\nb,2\nb,3\n");

    assertThat(at.vedette("produce", csv.toString())).isZero();
    assertThat(at.said().out()).contains("3 of 3 events are in events.sensor");
    assertThat(records("events.sensor")).isEqualTo(3);

    Files.write(folder.resolve("1.jpg"), coffee());
    assertThat(at.vedette("produce", folder.toString(), "--device", "gate-7")).isZero();
    assertThat(at.said().out()).contains("1 of 1 events are in events.camera");
    assertThat(records("events.camera")).isEqualTo(1);
  }

  @Test
  void framesOfAStreamBecomeEventsWhileItIsStillOpen() throws Exception {
    at.vedette("topics", "create");
    byte[] coffee = coffee();
    InputStream before = System.in;
    try (var camera = new PipedOutputStream();
        var pipe = new PipedInputStream(camera, 1 << 20)) {
      System.setIn(pipe);
      var produced =
          CompletableFuture.supplyAsync(() -> at.vedette("produce", "-", "--device", "cam-1"));
      camera.write("--frame\r\n".getBytes(StandardCharsets.US_ASCII));
      camera.write(coffee);
      camera.flush();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (records("events.camera") < 1 && System.nanoTime() < deadline) {
        assertThat(produced).isNotDone();
      }
      camera.write("\r\n--frame\r\n".getBytes(StandardCharsets.US_ASCII));
      camera.write(coffee);
      camera.write(coffee, 0, coffee.length / 2);
      camera.close();

      assertThat(produced.get(60, TimeUnit.SECONDS)).as("%s", at.said()).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(at.said().out())
        .contains(
            "2 of 2 events are in events.camera; left out: 1 damaged or cut off, 0 too large");
    assertThat(records("events.camera")).isEqualTo(2);
  }

  @Test
  void aFileOfFramesIsSentAndOneWithoutAnyIsNamed(@TempDir Path folder) throws Exception {
    at.vedette("topics", "create");
    byte[] coffee = coffee();
    Path film = Files.write(folder.resolve("film.mjpeg"), coffee);
    Files.write(film, coffee, StandardOpenOption.APPEND);
    assertThat(at.vedette("produce", film.toString())).as("%s", at.said()).isZero();
    assertThat(records("events.camera")).isEqualTo(2);

    Path none = Files.writeString(folder.resolve("none.mjpeg"), "nothing");
    assertThat(at.vedette("produce", none.toString())).isEqualTo(1);
    assertThat(at.said().err()).contains("no whole JPEG came from " + none);
    assertThat(at.said().err().lines()).hasSize(1);
  }

  private static byte[] coffee() throws IOException {
    try (InputStream picture =
        ProduceIT.class.getResourceAsStream(
            "/dev/vedette/simulators/devices/pictures/coffee.jpg")) {
      return picture.readAllBytes();
    }
  }

  @Test
  void eventsAreWrittenInTheFormatOfTheDeployment(@TempDir Path folder) throws Exception {
    at.vedette("topics", "create");
    Path csv = Files.writeString(folder.resolve("r.csv"), "device,celsius\na,1\n");
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/subjects/events.sensor-value/versions",
        exchange -> {
          byte[] answer = "{\"id\":258}".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    registry.start();
    String[] produce = {
      "produce",
      csv.toString(),
      "-Dvedette.topics.format=confluent",
      "-Dvedette.registry.url=http://127.0.0.1:" + registry.getAddress().getPort()
    };
    assertThat(at.vedette(produce)).isZero();
    registry.stop(0);
    assertThat(first("events.sensor")).startsWith(0, 0, 0, 1, 2);

    assertThat(at.vedette(produce)).isEqualTo(1);
    assertThat(at.said().err()).contains("registry", "confluent");
    assertThat(at.said().err().lines()).hasSize(1);
  }

  private byte[] first(String topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", at.bootstrap(), "group.id", "t", "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (true) { // until the class's time is up
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          return record.value();
        }
      }
    }
  }
}
