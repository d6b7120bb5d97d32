package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Commands;
import dev.vedette.cloud.signature.KeyFolder;
import dev.vedette.cloud.signature.KeyPairFiles;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.Tally;
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
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where releases are made: the commands, a broker that is there, and what a job would tell. */
final class ReleaseDesk implements AutoCloseable {
  private static final Instant AT = Instant.parse("2026-11-26T03:00:00Z");

  private final Path folder;
  private final LocalBroker broker = LocalBroker.start();
  private final Path key;
  private Commands.Said said;

  ReleaseDesk(Path folder) throws Exception {
    this.folder = folder;
    this.key = KeyPairFiles.create("site-1", folder.resolve("keys")).privateKey();
    assertThat(vedette("topics create")).isZero();
  }

  Path key() {
    return key;
  }

  Commands.Said said() {
    return said;
  }

  int vedette(String line) {
    said = Commands.run((line + " --bootstrap " + broker.bootstrap()).split(" +", -1));
    return said.code();
  }

  int release(String options) {
    return vedette("gate release person --key " + key + ' ' + options);
  }

  void assertFailed(int code, int expected, String... parts) {
    assertThat(code).as("%s", said).isEqualTo(expected);
    assertThat(said.err()).contains(parts);
    assertThat(said.err().strip().lines()).hasSize(1);
  }

  private ReleaseCodecs codecs() throws Exception {
    return ReleaseCodecs.of(Configuration.fromMap(Map.of()));
  }

  List<Release> published() throws Exception {
    return published(folder.resolve("keys"));
  }

  /** What stands in the topic, all of it signed with one of these keys. */
  List<Release> published(Path keys) throws Exception {
    List<Release> read = new ArrayList<>();
    var reader = new SignedReleases(new KeyFolder(keys));
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

  Release last() throws Exception {
    List<Release> all = published();
    return all.get(all.size() - 1);
  }

  void told(Release release, Stage stage, String reason, String serving) throws Exception {
    var tally = new Tally(100, 2, 7, 90_000_000);
    tell(ReleaseStatus.of(release, stage, reason, "because", tally, serving, AT));
  }

  /** The job does not believe a release. */
  void disbelieved(Release release, String reason) throws Exception {
    tell(ReleaseStatus.disbelieved(release.announcement(), reason, "because", "1.1.0", AT));
  }

  private void tell(ReleaseStatus status) throws Exception {
    Encoded record = codecs().statuses().encode(status);
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrap());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  "releases.status",
                  null,
                  status.gate().getBytes(),
                  record.value(),
                  record.headers()))
          .get();
    }
  }

  Path head(int features) throws Exception {
    var head = new Head(new double[features], 0, 4, 2, -1.2, Thresholds.of(0.5));
    return Files.write(
        folder.resolve("head-%d.json".formatted(features)),
        new HeadFile("person@1.1.0", head, "test").bytes());
  }

  static int features() throws Exception {
    return GateArtefact.readManifest("classpath:gates/person").outputs().features().size();
  }

  @Override
  public void close() {
    broker.close();
  }
}
