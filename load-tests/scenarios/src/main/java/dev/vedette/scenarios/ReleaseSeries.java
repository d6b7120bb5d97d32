package dev.vedette.scenarios;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.signature.KeyPairFiles;
import dev.vedette.cloud.signature.SigningKey;
import dev.vedette.core.gate.Head;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.core.release.ShadowLimits;
import dev.vedette.djl.artefact.GateArchive;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.HeadFile;
import dev.vedette.pipeline.wire.ReleaseSigning;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Releases of the person gate without end, graphs and heads by turns, every fifth with a trial.
 *
 * <p>There are two graphs and they take turns too, each in an archive of its own: of a gate that
 * serves already, nothing would be loaded. They are the same network, each described in words of
 * its own, and every head is the network's own, so that no judgement depends on which serves.
 */
final class ReleaseSeries {
  static final String GATE = "classpath:gates/person";

  private static final int TRIAL_EVERY = 5;
  private static final ShadowLimits TRIAL = new ShadowLimits(32, 1, 0, 1, null, null);

  private final Path trusted;
  private final Path artefacts;
  private final SigningKey key;
  private final List<ReleasedArtefact> graphs;
  private final ReleasedArtefact head;
  private final String original;

  private ReleaseSeries(
      Path trusted,
      Path artefacts,
      SigningKey key,
      List<ReleasedArtefact> graphs,
      ReleasedArtefact head,
      String original) {
    this.trusted = trusted;
    this.artefacts = artefacts;
    this.key = key;
    this.graphs = graphs;
    this.head = head;
    this.original = original;
  }

  /** Makes keys and archives in a folder, which nobody else uses. */
  static ReleaseSeries in(Path folder) throws IOException, KeyFileException, GateArtefactException {
    Path artefacts = Files.createDirectories(folder.resolve("artefacts"));
    Path trusted = Files.createDirectories(folder.resolve("trusted"));
    KeyPairFiles keys = KeyPairFiles.create("scenario", folder.resolve("private"));
    Files.move(keys.publicKey(), trusted.resolve("scenario.pem"));
    GateArtefact gate = GateArtefact.read(GATE);
    Path original = Objects.requireNonNull(gate.resolve("manifest.json").getParent());
    List<ReleasedArtefact> graphs = new ArrayList<>();
    for (String name : List.of("one", "other")) {
      Path copy = copy(original, folder.resolve(name), name);
      graphs.add(archive(copy, artefacts.resolve(name + ".zip")));
    }
    Head own = gate.head().orElseThrow();
    byte[] bytes = new HeadFile(gate.manifest().gate(), own, "as it was").bytes();
    return new ReleaseSeries(
        trusted,
        artefacts,
        SigningKey.read(keys.privateKey()),
        graphs,
        ReleasedArtefact.of(bytes, Sha256.hex(bytes)),
        gate.manifest().version());
  }

  private static Path copy(Path original, Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(original.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(file, to);
      }
    }
    Path manifest = folder.resolve("manifest.json");
    var json = new ObjectMapper();
    var tree = (ObjectNode) json.readTree(manifest.toFile());
    json.writeValue(manifest.toFile(), tree.put("task", name + " copy of it"));
    return folder;
  }

  private static ReleasedArtefact archive(Path gate, Path file)
      throws IOException, GateArtefactException {
    try (OutputStream to = Files.newOutputStream(file)) {
      GateArchive.write(gate, to);
    }
    byte[] bytes = Files.readAllBytes(file);
    return ReleasedArtefact.at(file.toUri().toString(), bytes.length, Sha256.hex(bytes));
  }

  /** The version of the gate that serves before the first release. */
  String original() {
    return original;
  }

  /** What a job needs to believe it. */
  List<String> options() {
    return List.of(
        "vedette.gate.location=" + GATE,
        "vedette.gate.release-keys=" + trusted,
        "vedette.gate.release-roots=" + artefacts.toUri());
  }

  /** The release of this sequence, from 1 on, each to be announced after the one before it. */
  Release release(int sequence) throws ReleaseRefusedException {
    boolean graph = isGraph(sequence);
    return ReleaseSigning.sign(
        new ReleaseDraft(
            "person",
            version(sequence),
            sequence,
            graph ? ReleaseKind.GRAPH : ReleaseKind.HEAD,
            graph ? null : version(sequence - 1),
            Instant.now(),
            "",
            graph ? graphs.get(sequence / 2 % graphs.size()) : head,
            Map.of(),
            trial(sequence)),
        key);
  }

  /** What kind of swap the release of this sequence makes. */
  static String kind(int sequence) {
    return (isGraph(sequence) ? "graph" : "head") + (trial(sequence) == null ? "" : " with trial");
  }

  private static boolean isGraph(int sequence) {
    return sequence % 2 == 1;
  }

  private static String version(int sequence) {
    return "2.%d.%d".formatted((sequence + 1) / 2, isGraph(sequence) ? 0 : 1);
  }

  private static @Nullable ShadowLimits trial(int sequence) {
    return sequence % TRIAL_EVERY == 0 ? TRIAL : null;
  }
}
