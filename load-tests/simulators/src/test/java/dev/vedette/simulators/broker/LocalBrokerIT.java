package dev.vedette.simulators.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class LocalBrokerIT {
  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void whatIsWrittenIsReadAndSurvivesAStop() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(2, "words");
      try (KafkaProducer<String, String> producer = producer(broker, Map.of())) {
        producer.send(new ProducerRecord<>("words", "before")).get(30, TimeUnit.SECONDS);
        String before = broker.bootstrap();

        broker.stop();
        assertThatThrownBy(() -> connect(broker).close()).isInstanceOf(IOException.class);
        // A producer that has lost all its brokers blocks in send() until one is there again.
        var during =
            CompletableFuture.supplyAsync(
                () -> producer.send(new ProducerRecord<>("words", "during")));
        broker.restart();

        during.get(60, TimeUnit.SECONDS).get(60, TimeUnit.SECONDS);
        assertThat(broker.bootstrap()).isEqualTo(before);
        assertThat(read(broker, "words", 2)).containsExactlyInAnyOrder("before", "during");
      }
    }
  }

  @Test
  void aFolderOfItsOwnIsKeptForTheNextBroker(@TempDir Path dir) throws Exception {
    Path data = dir.resolve("broker");
    try (LocalBroker broker = LocalBroker.start(data)) {
      broker.createTopics(1, "words");
      try (KafkaProducer<String, String> producer = producer(broker, Map.of())) {
        producer.send(new ProducerRecord<>("words", "kept")).get(30, TimeUnit.SECONDS);
      }
    }
    try (LocalBroker broker = LocalBroker.start(data)) {
      assertThat(read(broker, "words", 1)).containsExactly("kept");
    }
  }

  @Test
  void transactionsCommit() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(1, "words");
      try (KafkaProducer<String, String> producer =
          producer(broker, Map.of("transactional.id", "one"))) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("words", "committed"));
        producer.commitTransaction();
      }
      assertThat(read(broker, "words", 1)).containsExactly("committed");
    }
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    LocalBroker.start().close(); // what is kept for the life of the process exists after this
    List<String> threads = threads();

    LocalBroker broker = LocalBroker.start();
    broker.createTopics(1, "words");
    assertThat(broker.dataDir()).isNotEmptyDirectory();
    broker.close();
    broker.close();

    assertThat(broker.dataDir()).doesNotExist();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!threads.containsAll(threads()) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(threads).containsAll(threads());
  }

  @Test
  void aTopicThatKeepsSoManyBytesLosesItsOldestSoon() throws Exception {
    int kept = 32 * MEBIBYTE;
    int segment = 16 * MEBIBYTE;
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(1, Map.of("retention.bytes", "" + kept), "bounded");
      broker.createTopics(1, "whole");
      try (KafkaProducer<String, String> producer = producer(broker, Map.of())) {
        String value = "x".repeat(MEBIBYTE / 2);
        for (int i = 0; i < 240; i++) {
          producer.send(new ProducerRecord<>("bounded", value));
          producer.send(new ProducerRecord<>("whole", value));
        }
        producer.flush();
      }
      assertThat(sizeOf(broker, "whole-0")).isGreaterThan(120L * MEBIBYTE);

      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(45);
      while (sizeOf(broker, "bounded-0") > kept + segment && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(sizeOf(broker, "bounded-0")).isBetween((long) kept, (long) kept + segment);
      assertThat(sizeOf(broker, "whole-0")).isGreaterThan(120L * MEBIBYTE);
    }
  }

  /** Of the segments of a partition that are not given up yet, all of one moment. */
  private static long sizeOf(LocalBroker broker, String partition) throws IOException {
    while (true) {
      try (Stream<Path> files = Files.list(broker.dataDir().resolve(partition))) {
        long bytes = 0;
        for (Path file : files.filter(one -> one.toString().endsWith(".log")).toList()) {
          bytes += Files.size(file);
        }
        return bytes;
      } catch (NoSuchFileException e) {
        // Given up since it was listed: look again.
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void anUnnamedTopicIsNotMadeUp() throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        KafkaProducer<String, String> producer = producer(broker, Map.of("max.block.ms", "1000"))) {
      var sent = producer.send(new ProducerRecord<>("misspelt", "lost"));
      assertThatThrownBy(() -> sent.get(30, TimeUnit.SECONDS)).hasMessageContaining("misspelt");
    }
  }

  private static Socket connect(LocalBroker broker) throws IOException {
    int port = Integer.parseInt(broker.bootstrap().split(":", 2)[1]);
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.startsWith("kafka-admin-client"))
        .sorted()
        .toList();
  }

  private static KafkaProducer<String, String> producer(
      LocalBroker broker, Map<String, Object> more) {
    var config = new HashMap<String, Object>(more);
    config.put("bootstrap.servers", broker.bootstrap());
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private static List<String> read(LocalBroker broker, String topic, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", broker.bootstrap(),
            "group.id", "reader",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
