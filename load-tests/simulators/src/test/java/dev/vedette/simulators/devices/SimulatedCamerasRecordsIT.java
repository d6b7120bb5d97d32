package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.avro.CameraFrame;
import dev.vedette.core.event.JpegSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the topic when the cameras have ended, beside what they say they have sent. */
@Timeout(120)
final class SimulatedCamerasRecordsIT {
  @AutoClose private static final FrameTopics TOPICS = new FrameTopics();

  @Test
  void whatIsSentIsReadAndTellsOfEpisodes() throws Exception {
    TOPICS.create(2, "frames");
    CameraPlan plan = CameraPlan.to("frames", "it").of(3).endingAfter(600);
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    Scenery scenery = Scenery.of(3, 1);
    SentCounts counts;
    try (var cameras = SimulatedCameras.start(plan, scenery, TOPICS.connection(), () -> now)) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      counts = cameras.counts();
      assertThat(cameras.failure()).isEmpty();
    }

    List<CameraFrame> frames = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : TOPICS.read("frames")) {
      CameraFrame frame = FrameRecords.decode(record);
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
              assertThat(JpegSize.scan(FrameRecords.jpeg(frame)))
                  .hasValue(new JpegSize(640, 480, 3));
            });
    assertThat(episodes(frames, scenery)).isBetween(4, 9);
  }

  @Test
  void duplicatesAndBadRecordsAreCountedApart(@TempDir Path dir) throws Exception {
    TOPICS.create(1, "disturbed");
    CameraPlan plan = CameraPlan.to("disturbed", "it").of(1).endingAfter(400).disturbed(0.1, 0.2);
    SentCounts counts;
    try (var cameras = TOPICS.film(plan, Pictures.clip(dir))) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      counts = cameras.counts();
    }

    List<ConsumerRecord<byte[], byte[]>> records = TOPICS.read("disturbed");
    assertThat(counts.events()).isEqualTo(400);
    assertThat(counts.duplicates()).isBetween(20L, 60L);
    assertThat(counts.bad()).isBetween(50L, 110L);
    assertThat(records).hasSize((int) counts.records());
    var ids = new HashSet<String>();
    int again = 0;
    int bad = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (FrameRecords.isBad(record)) {
        bad++;
      } else if (!ids.add(FrameRecords.decode(record).getEventId())) {
        again++;
      }
    }
    assertThat(ids).hasSize(400);
    assertThat(again).isEqualTo((int) counts.duplicates());
    assertThat(bad).isEqualTo((int) counts.bad());
  }

  @Test
  void aRunInRealTimeIsStampedAsItIsSent(@TempDir Path dir) throws Exception {
    TOPICS.create(1, "real-time");
    Clip clip = Pictures.clip(dir);
    Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
    CameraPlan plan = CameraPlan.to("real-time", "it").endingAfter(40).at(400).inRealTime();
    try (var cameras = TOPICS.film(plan, clip)) {
      assertThat(cameras.awaitEnd(Duration.ofSeconds(60))).isTrue();
      assertThat(cameras.stop()).isTrue();
      assertThat(cameras.counts().events()).isEqualTo(40);
    }
    for (ConsumerRecord<byte[], byte[]> record : TOPICS.read("real-time")) {
      assertThat(FrameRecords.decode(record).getCapturedAt()).isBetween(began, Instant.now());
    }
  }

  /** By the rule of the job: a face ten seconds after the last one is news. */
  private static int episodes(List<CameraFrame> frames, Scenery scenery) {
    Map<String, Instant> lastSeen = new HashMap<>();
    List<byte[]> faces = scenery.frames(Scene.FACE);
    int episodes = 0;
    for (CameraFrame frame : frames) {
      byte[] jpeg = FrameRecords.jpeg(frame);
      if (faces.stream().anyMatch(face -> Arrays.equals(face, jpeg))) {
        Instant last = lastSeen.put(frame.getDevice(), frame.getCapturedAt());
        boolean isNew = last == null || last.plusSeconds(10).isBefore(frame.getCapturedAt());
        episodes += isNew ? 1 : 0;
      }
    }
    return episodes;
  }
}
