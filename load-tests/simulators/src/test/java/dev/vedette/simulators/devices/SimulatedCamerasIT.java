package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.avro.CameraFrame;
import dev.vedette.avro.InlinePicture;
import dev.vedette.core.event.JpegSize;
import dev.vedette.schemas.SchemaCatalog;
import dev.vedette.simulators.broker.LocalBroker;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SimulatedCamerasIT {
  private static LocalBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = LocalBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void whatIsSentIsReadAndTellsOfEpisodes() throws Exception {
    broker.createTopics(2, "frames");
    CameraPlan plan = CameraPlan.to("frames", "it").of(3).endingAfter(600);
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    Scenery scenery = Scenery.of(3, 1);
    SentCounts counts;
    try (var cameras = SimulatedCameras.start(plan, scenery, connection(), () -> now)) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      counts = cameras.counts();
      assertThat(cameras.failure()).isEmpty();
    }

    List<CameraFrame> frames = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read("frames")) {
      CameraFrame frame = decode(record);
      frames.add(frame);
      assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(frame.getDevice());
    }
    assertThat(counts.events()).isEqualTo(600);
    assertThat(counts.records()).isEqualTo(frames.size());
    assertThat(frames).extracting(CameraFrame::getEventId).doesNotHaveDuplicates();
    assertThat(frames)
        .allSatisfy(
            frame -> {
              assertThat(frame.getEventId()).startsWith("simulated-it-camera-0");
              assertThat(frame.getCapturedAt()).isBetween(now.minusSeconds(40), now);
              assertThat(JpegSize.scan(bytes(frame))).hasValue(new JpegSize(640, 480, 3));
            });
    assertThat(episodes(frames, scenery)).isBetween(4, 9);
  }

  @Test
  void duplicatesAndBadRecordsAreCountedApart(@TempDir Path dir) throws Exception {
    broker.createTopics(1, "disturbed");
    CameraPlan plan = CameraPlan.to("disturbed", "it").of(1).endingAfter(400).disturbed(0.1, 0.2);
    Clip clip = clip(dir);
    SentCounts counts;
    try (var cameras =
        SimulatedCameras.start(plan, camera -> clip, connection(), InstantSource.system())) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      counts = cameras.counts();
    }

    List<ConsumerRecord<byte[], byte[]>> records = read("disturbed");
    assertThat(counts.events()).isEqualTo(400);
    assertThat(counts.duplicates()).isBetween(20L, 60L);
    assertThat(counts.bad()).isBetween(50L, 110L);
    assertThat(records).hasSize((int) counts.records());
    var ids = new HashSet<String>();
    int again = 0;
    int bad = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (isBad(record)) {
        bad++;
      } else if (!ids.add(decode(record).getEventId())) {
        again++;
      }
    }
    assertThat(ids).hasSize(400);
    assertThat(again).isEqualTo((int) counts.duplicates());
    assertThat(bad).isEqualTo((int) counts.bad());
  }

  @Test
  void aClipThatIsShownOnceEndsTheRun(@TempDir Path dir) throws Exception {
    broker.createTopics(1, "clip");
    Clip clip = clip(dir).once();
    try (var cameras =
        SimulatedCameras.start(
            CameraPlan.to("clip", "it").of(2),
            camera -> clip,
            connection(),
            InstantSource.system())) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(read("clip")).hasSize(4);
  }

  @Test
  void aRunInRealTimeIsStampedAsItIsSent(@TempDir Path dir) throws Exception {
    broker.createTopics(1, "real-time");
    Clip clip = clip(dir);
    Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
    try (var cameras =
        SimulatedCameras.start(
            CameraPlan.to("real-time", "it").endingAfter(40).at(400).inRealTime(),
            camera -> clip,
            connection(),
            InstantSource.system())) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      assertThat(cameras.stop()).isTrue();
      assertThat(cameras.counts().events()).isEqualTo(40);
    }
    for (ConsumerRecord<byte[], byte[]> record : read("real-time")) {
      assertThat(decode(record).getCapturedAt()).isBetween(began, Instant.now());
    }
  }

  @Test
  void closingStopsAnEndlessRunAtItsPace(@TempDir Path dir) throws Exception {
    broker.createTopics(1, "endless");
    Clip clip = clip(dir);
    Instant began = Instant.now();
    var cameras =
        SimulatedCameras.start(
            CameraPlan.to("endless", "it").at(50),
            camera -> clip,
            connection(),
            InstantSource.system());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (cameras.counts().events() < 20 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    long closing = System.nanoTime();
    cameras.close();

    assertThat(System.nanoTime() - closing).isLessThan(TimeUnit.SECONDS.toNanos(2));
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    assertThat((double) cameras.counts().events()).isBetween(20.0, 50 * seconds + 5);
    assertThat(read("endless")).hasSize((int) cameras.counts().records());
    assertThat(decode(read("endless").get(0)).getCapturedAt()).isAfter(began.minusSeconds(1));
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("simulated-cameras"));
  }

  @Test
  void closingDoesNotWaitForABrokerThatIsAway(@TempDir Path dir) throws Exception {
    Clip clip = clip(dir);
    Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:1");
    var cameras =
        SimulatedCameras.start(
            CameraPlan.to("nowhere", "it"), camera -> clip, nobody, InstantSource.system());
    long closing = System.nanoTime();
    cameras.close();

    assertThat(System.nanoTime() - closing).isLessThan(TimeUnit.SECONDS.toNanos(8));
    assertThat(cameras.counts().records()).isZero();
  }

  /** By the rule of the job: a face ten seconds after the last one is news. */
  private static int episodes(List<CameraFrame> frames, Scenery scenery) {
    Map<String, Instant> lastSeen = new HashMap<>();
    List<byte[]> faces = scenery.frames(Scene.FACE);
    int episodes = 0;
    for (CameraFrame frame : frames) {
      byte[] jpeg = bytes(frame);
      if (faces.stream().anyMatch(face -> Arrays.equals(face, jpeg))) {
        Instant last = lastSeen.put(frame.getDevice(), frame.getCapturedAt());
        boolean isNew = last == null || last.plusSeconds(10).isBefore(frame.getCapturedAt());
        episodes += isNew ? 1 : 0;
      }
    }
    return episodes;
  }

  private static boolean isBad(ConsumerRecord<byte[], byte[]> record) throws IOException {
    var header = record.headers().lastHeader(SchemaCatalog.HEADER);
    if (record.value().length == 0
        || header == null
        || SchemaCatalog.load()
            .schemaOf(new String(header.value(), StandardCharsets.US_ASCII))
            .isEmpty()) {
      return true;
    }
    try {
      return JpegSize.scan(bytes(decode(record))).isEmpty();
    } catch (IOException e) {
      return true;
    }
  }

  private static CameraFrame decode(ConsumerRecord<byte[], byte[]> record) throws IOException {
    var reader = new SpecificDatumReader<>(CameraFrame.class);
    var decoder = DecoderFactory.get().binaryDecoder(record.value(), null);
    CameraFrame frame = reader.read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IOException("more bytes than a frame");
    }
    return frame;
  }

  private static byte[] bytes(CameraFrame frame) {
    var buffer = ((InlinePicture) frame.getPicture()).getBytes().duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Clip clip(Path dir) throws IOException {
    Files.write(dir.resolve("1.jpg"), Pictures.jpeg(Color.RED));
    Files.write(dir.resolve("2.jpg"), Pictures.jpeg(Color.GREEN));
    return Clip.read(dir, Long.MAX_VALUE);
  }

  private static Map<String, Object> connection() {
    return Map.of("bootstrap.servers", broker.bootstrap());
  }

  /** All that stands in the topic. */
  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
