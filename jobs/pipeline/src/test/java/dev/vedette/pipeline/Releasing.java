package dev.vedette.pipeline;

import dev.vedette.cloud.signature.KeyPairFiles;
import dev.vedette.cloud.signature.SigningKey;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.core.release.ShadowLimits;
import dev.vedette.djl.artefact.GateArchive;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.HeadFile;
import dev.vedette.pipeline.wire.AnnouncementCodec;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.ReleaseSigning;
import dev.vedette.pipeline.wire.ReleaseStatusCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Somebody who may release gates for a site, with the keys and the folders for it. */
final class Releasing {
  private static final String TOPIC = "releases";

  final Path artefacts;
  private final Path trusted;
  private final SigningKey key;

  Releasing(Path folder) throws Exception {
    artefacts = Files.createDirectories(folder.resolve("artefacts"));
    trusted = Files.createDirectories(folder.resolve("trusted"));
    KeyPairFiles files = KeyPairFiles.create("test", folder.resolve("private"));
    Files.move(files.publicKey(), trusted.resolve("test.pem"));
    key = SigningKey.read(files.privateKey());
  }

  /** What a job needs to believe it. */
  Map<String, String> options() {
    return Map.of(
        "vedette.gate.release-keys", trusted.toString(),
        "vedette.gate.release-roots", artefacts.toUri().toString());
  }

  /** The artefact's own head, with other thresholds. */
  Release head(long sequence, String version, double threshold, @Nullable ShadowLimits shadow)
      throws Exception {
    GateArtefact person = GateArtefact.read("classpath:gates/person");
    var head = person.head().orElseThrow();
    byte[] bytes = new HeadFile(person.manifest().gate(), head, "as it was").bytes();
    return signed(
        version,
        sequence,
        ReleaseKind.HEAD,
        person.manifest().version(),
        new ReleasedArtefact(bytes, null, bytes.length, Sha256.hex(bytes)),
        Map.of(Release.DEFAULT_CLASS, threshold),
        shadow);
  }

  /** The artefact itself, by reference. */
  Release graph(long sequence, String version, String file) throws Exception {
    var archive = new ByteArrayOutputStream();
    GateArchive.write(
        GateArtefact.read("classpath:gates/person").resolve("manifest.json").getParent(), archive);
    byte[] bytes = archive.toByteArray();
    Path place = artefacts.resolve(file);
    Files.write(place, bytes);
    return signed(
        version,
        sequence,
        ReleaseKind.GRAPH,
        null,
        new ReleasedArtefact(null, place.toUri().toString(), bytes.length, Sha256.hex(bytes)),
        Map.of(),
        null);
  }

  /** One whose file is no longer what was signed. */
  Release damagedGraph(long sequence) throws Exception {
    byte[] signed = new SecureRandom().generateSeed(100);
    Path place = artefacts.resolve("damaged.zip");
    Files.write(place, new byte[] {1, 2, 3});
    return signed(
        "2.0.0",
        sequence,
        ReleaseKind.GRAPH,
        null,
        new ReleasedArtefact(null, place.toUri().toString(), signed.length, Sha256.hex(signed)),
        Map.of(),
        null);
  }

  /** Back to what the job was started with. */
  Release original(long sequence) throws Exception {
    return signed("1.1.0", sequence, ReleaseKind.GRAPH, null, null, Map.of(), null);
  }

  private Release signed(
      String version,
      long sequence,
      ReleaseKind kind,
      @Nullable String base,
      @Nullable ReleasedArtefact artefact,
      Map<String, Double> thresholds,
      @Nullable ShadowLimits shadow)
      throws Exception {
    return ReleaseSigning.sign(
        new ReleaseDraft(
            "person",
            version,
            sequence,
            kind,
            base,
            Instant.now(),
            "",
            artefact,
            thresholds,
            shadow),
        key);
  }

  void announce(Site site, Announcement announcement) throws Exception {
    Encoded record = new AnnouncementCodec(WireOptions.PLAIN, TOPIC).encode(announcement);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", site.broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              TOPIC,
              null,
              "person".getBytes(StandardCharsets.UTF_8),
              record.value(),
              record.headers()));
    }
  }

  List<ReleaseStatus> statuses(Site site) throws Exception {
    var codec = new ReleaseStatusCodec(WireOptions.PLAIN, "releases.status");
    List<ReleaseStatus> statuses = new ArrayList<>();
    for (var record : site.topics.all("releases.status")) {
      statuses.add(codec.decode(record.headers(), record.value()));
    }
    return statuses;
  }

  /** Waits for a line about a release, of whatever sequence where it cannot be read. */
  ReleaseStatus await(Site site, long sequence, Stage stage) throws Exception {
    return Awaiting.until(
            "%s of release %d".formatted(stage, sequence),
            () -> statuses(site),
            lines -> lines.stream().anyMatch(line -> isOn(line, sequence, stage)))
        .stream()
        .filter(line -> isOn(line, sequence, stage))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static boolean isOn(ReleaseStatus line, long sequence, Stage stage) {
    return line.sequence() == sequence && line.stage() == stage;
  }
}
