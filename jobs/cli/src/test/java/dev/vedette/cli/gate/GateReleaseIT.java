package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Commands;
import dev.vedette.cloud.signature.KeyFolder;
import dev.vedette.cloud.signature.KeyPairFiles;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.HeadFile;
import dev.vedette.pipeline.ReleaseCodecs;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.SignedReleases;
import dev.vedette.simulators.broker.LocalBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Releases through a broker that is there; the job's lines are written by hand. */
@Timeout(120)
class GateReleaseIT {
  @TempDir private Path folder;
  private LocalBroker broker;
  private Path key;
  private Commands.Said said;

  @BeforeEach
  void start() throws Exception {
    broker = LocalBroker.start();
    key = KeyPairFiles.create("site-1", folder.resolve("keys")).privateKey();
    assertThat(vedette("topics create")).isZero();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private int vedette(String line) {
    said = Commands.run((line + " --bootstrap " + broker.bootstrap()).split(" +", -1));
    return said.code();
  }

  private int release(String options) {
    return vedette("gate release person --key " + key + ' ' + options);
  }

  private void assertFailed(int code, int expected, String... parts) {
    assertThat(code).as("%s", said).isEqualTo(expected);
    assertThat(said.err()).contains(parts);
    assertThat(said.err().strip().lines()).hasSize(1);
  }

  private ReleaseCodecs codecs() throws Exception {
    return ReleaseCodecs.of(Configuration.fromMap(Map.of()));
  }

  private List<Release> published() throws Exception {
    List<Release> read = new ArrayList<>();
    var reader = new SignedReleases(new KeyFolder(folder.resolve("keys")));
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrap());
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition("releases", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          assertThat(new String(record.key())).isEqualTo("person");
          read.add(reader.read(codecs().announcements().decode(record.headers(), record.value())));
        }
      }
    }
    return read;
  }

  private Release last() throws Exception {
    List<Release> all = published();
    return all.get(all.size() - 1);
  }

  private void told(Release release, Stage stage, String reason, String serving) throws Exception {
    Announcement announcement = stage == Stage.ACTIVATED ? release.announcement() : null;
    tell(
        new ReleaseStatus(
            "person",
            release.version(),
            release.sequence(),
            stage,
            reason,
            "because",
            100,
            2,
            7,
            900,
            serving,
            Instant.parse("2026-11-26T03:00:00Z"),
            announcement));
  }

  private void tell(ReleaseStatus status) throws Exception {
    Encoded record = codecs().statuses().encode(status);
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrap());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  "releases.status", null, "person".getBytes(), record.value(), record.headers()))
          .get();
    }
  }

  private Path head(int features) throws Exception {
    var head = new Head(new double[features], 0, 4, 2, -1.2, Thresholds.of(0.5));
    return Files.write(
        folder.resolve("head-%d.json".formatted(features)),
        new HeadFile("person@1.0.0", head, "test").bytes());
  }

  private static int features() throws Exception {
    return GateArtefact.readManifest("classpath:gates/person").outputs().features().size();
  }

  @Test
  void aHeadIsSignedAndAnnounced() throws Exception {
    Path head = head(features());
    int code =
        release(
            "--version 1.0.1 --head %s --note why --shadow-events 1000 --max-disagreement 0.02 --max-gate-micros 4000 --decide-within 10m"
                .formatted(head));

    assertThat(code).as("%s", said).isZero();
    assertThat(said.out()).contains("person@1.0.1 (head, sequence 1) signed by site-1", "status");
    Release release = last();
    assertThat(release.kind()).isEqualTo(ReleaseKind.HEAD);
    assertThat(release.base()).isEqualTo("1.0.0");
    assertThat(release.note()).isEqualTo("why");
    assertThat(release.artefact().inline()).isEqualTo(Files.readAllBytes(head));
    assertThat(release.shadow().events()).isEqualTo(1000);
    assertThat(release.shadow().decideBy()).isEqualTo(release.announcedAt().plusSeconds(600));
  }

  @Test
  void aHeadThatFitsOnNoGraphIsNotAnnounced() throws Exception {
    assertFailed(
        release("--version 1.0.1 --head " + head(3)), 1, "weighs 3 features, person@1.0.0 has");
    Path none = Files.writeString(folder.resolve("none.json"), "{}");
    assertFailed(release("--version 1.0.1 --head " + none), 1, "none.json", "is no head");
    assertFailed(release("--version 1.0.1 --head missing.json"), 1, "missing.json");
    assertThat(published()).isEmpty();
  }

  @Test
  void sequencesCountOnAndAVersionIsOneThing() throws Exception {
    assertThat(release("--version a --thresholds door=0.4,default=0.5")).as("%s", said).isZero();
    assertThat(last().thresholds()).isEqualTo(Map.of("door", 0.4, "default", 0.5));
    assertFailed(release("--version a --thresholds default=0.6"), 1, "was released before");
    told(last(), Stage.REFUSED, "too-slow", "1.0.0");
    assertThat(release("--version a --thresholds default=0.6")).as("%s", said).isZero();
    assertThat(last().sequence()).isEqualTo(2);
    assertThat(release("--version b --thresholds default=0.7 --sequence 40")).isZero();
    assertThat(release("--version c --thresholds default=0.7 --dry-run")).isZero();
    assertThat(said.out()).contains("sequence 41", "is not announced");
    assertThat(published()).hasSize(3);
  }

  @Test
  void nobodyIsMadeToCountToTheEnd() throws Exception {
    release("--version a --thresholds default=0.5 --sequence 1000000000000");

    assertFailed(
        release("--version b --thresholds default=0.5"), 1, "nobody counts up to", "--sequence");
    assertThat(release("--version b --thresholds default=0.5 --sequence 7")).isZero();
  }

  @Test
  void aGateIsArchivedWhereTheJobWillLookAndNeverWrittenOver() throws Exception {
    Path gate = Path.of("../../models/face").toAbsolutePath().normalize();
    String version = GateArtefact.readManifest(gate.toString()).version();
    Path file = folder.resolve("face.zip");
    String command =
        "gate release face --version %s --key %s --artefact %s --uri %s"
            .formatted(version, key, gate, file);

    assertThat(vedette(command + " --dry-run")).as("%s", said).isZero();
    assertThat(file).doesNotExist();
    Files.writeString(file, "something else");
    assertFailed(vedette(command), 1, "never written over");
    Files.delete(file);
    assertThat(vedette(command)).as("%s", said).isZero();
    assertThat(said.out()).contains(Sha256.hex(Files.readAllBytes(file)));
    assertThat(said.out()).contains(file.toUri().toString());
    assertFailed(
        vedette(command.replace("--version " + version, "--version 9.9.9")),
        1,
        "face@" + version + " and not face@9.9.9");
    assertFailed(vedette(command), 1, "was released before");
  }

  @Test
  void whoeverWaitsIsToldHowItEnded() throws Exception {
    assertThat(waitingFor(Stage.ACTIVATED)).isZero();
    assertThat(said.out()).contains("activated", "100 events");
    assertThat(waitingFor(Stage.REFUSED)).isEqualTo(1);
    assertThat(said.out()).contains("refused", "disagrees: because; 1.0.0 serves on");
    assertFailed(
        release("--version z --thresholds default=0.5 --wait=1s"), 1, "nothing was decided");
  }

  private int waitingFor(Stage stage) throws Exception {
    int before = published().size();
    var code =
        CompletableFuture.supplyAsync(
            () -> release("--version v-" + stage + " --thresholds default=0.5 --wait=60s"));
    while (published().size() == before) {
      assertThat(code).isNotDone();
    }
    told(last(), Stage.ANNOUNCED, "", "1.0.0");
    told(last(), stage, stage == Stage.REFUSED ? "disagrees" : "", "1.0.0");
    return code.get(60, TimeUnit.SECONDS);
  }

  @Test
  void whatServedBeforeIsAnnouncedAgain() throws Exception {
    release("--version 1.0.1 --thresholds default=0.4");
    told(last(), Stage.ANNOUNCED, "", "1.0.0");
    told(last(), Stage.ACTIVATED, "", "1.0.1");
    release("--version 1.0.2 --thresholds default=0.6");
    told(last(), Stage.ACTIVATED, "", "1.0.2");

    assertThat(vedette("gate rollback person --key " + key)).as("%s", said).isZero();
    assertThat(said.out()).contains("back to", "1.0.1 of sequence 1", "sequence 3");
    assertThat(last().thresholds()).isEqualTo(Map.of("default", 0.4));
    told(last(), Stage.ACTIVATED, "", "1.0.1");
    assertThat(vedette("gate rollback person --key " + key)).as("%s", said).isZero();
    assertThat(said.out()).contains("the gate that the job was started with, 1.0.0");
    assertThat(last().artefact()).isNull();
    assertThat(last().kind()).isEqualTo(ReleaseKind.GRAPH);

    assertThat(vedette("gate status person")).isZero();
    assertThat(said.out()).contains("2026-11-26T03:00:00Z", "activated", "1.0.2");
    assertThat(said.out().strip().lines().toList()).last().asString().contains("serves", "1.0.1");
  }

  @Test
  void aLineOfStatusIsNoProofOfWhatServed() throws Exception {
    Path other = KeyPairFiles.create("thief", folder.resolve("others")).privateKey();
    assertThat(
            vedette("gate release person --version evil --thresholds default=1.0 --key " + other))
        .isZero();
    var reader = new SignedReleases(new KeyFolder(folder.resolve("others")));
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrap());
    Release evil;
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition("releases", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var records = consumer.poll(Duration.ofSeconds(30));
      var record = records.iterator().next();
      evil = reader.read(codecs().announcements().decode(record.headers(), record.value()));
    }
    told(evil, Stage.ACTIVATED, "", "evil");

    assertFailed(
        vedette("gate rollback person --key " + key), 1, "cannot be believed", "thief", "--keys");
  }

  @Test
  void withoutAReleaseThereIsNothingToRollBack() {
    assertFailed(vedette("gate rollback person --key " + key), 1, "no release was activated");
    assertThat(vedette("gate status person")).isZero();
    assertThat(said.out()).contains("nothing was told yet");
  }

  @Test
  void topicsThatAreNotThereAreNamed() {
    assertFailed(
        release("--version a --thresholds default=0.5 -Dvedette.topics.prefix=x."),
        1,
        "has no topic x.releases",
        "vedette topics create");
  }
}
