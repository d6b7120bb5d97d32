package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.gate.Gate;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.flink.OpenedGate;
import dev.vedette.pipeline.wire.ReferenceRoots;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real network: what a release costs beside the events, and on what it may stand. */
@Timeout(120)
class GatesIT {
  @TempDir Path folder;

  private final AtomicInteger fetched = new AtomicInteger();
  private Releasing releasing;
  private Path configured;
  private Path noFolder;
  private Gates gates;

  @BeforeEach
  void configure() throws Exception {
    releasing = new Releasing(folder);
    configured = Files.createDirectories(folder.resolve("person"));
    copy(GateArtefact.read("classpath:gates/person"), configured);
    noFolder = Files.createFile(folder.resolve("no folder"));
    gates = gates();
  }

  @Test
  void aHeadForTheGateThatServesReadsNoneOfItsNetworksFiles() throws Exception {
    OpenedGate serving = gates.open();
    Files.delete(configured.resolve("float32/saved_model.pb"));

    OpenedGate next = gates.open(Lineage.ORIGINAL.then(head("1.1.1", 1), "1.1.0"));

    try (Gate before = serving.gate();
        Gate after = next.gate()) {
      assertThat(before).isNotSameAs(after);
      assertThat(next.version()).isEqualTo("1.1.1");
      assertThat(((EmbeddedGate) after).thresholds().usual()).isEqualTo(0.25);
    }
  }

  @Test
  void aHeadForAReleasedGraphDoesNotFetchItAgain() throws Exception {
    Lineage graph = Lineage.ORIGINAL.then(releasing.graph(1, "1.1.0", "person.zip"), "1.1.0");
    OpenedGate original = gates.open();
    OpenedGate serving = gates.open(graph);
    int before = fetched.get();

    OpenedGate next = gates.open(graph.then(head("1.1.1", 2), "1.1.0"));

    assertThat(fetched).hasValue(before).hasValue(1);
    close(original, serving, next);
    close(gates.open(graph));
    assertThat(fetched).as("nobody has it in memory any more").hasValue(2);
  }

  @Test
  void aHeadIsForTheGateThatTheJobWasStartedWith() throws Exception {
    OpenedGate serving = gates.open();
    Path manifest = configured.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest) + "\n");

    assertThatThrownBy(() -> gates.open(Lineage.ORIGINAL.then(head("1.1.1", 1), "1.1.0")))
        .isInstanceOfSatisfying(
            ReleaseRefusedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_BASE))
        .hasMessageContaining("holds another gate than when the job was started");
    close(serving);
  }

  @Test
  void theJobsOwnThresholdLeavesThoseOfAReleaseNoEffect() throws Exception {
    gates = gates(GateSource.of(configured.toString()).withVariant("float32").withThreshold(0.9));
    OpenedGate serving = gates.open();

    assertThatThrownBy(() -> gates.open(Lineage.ORIGINAL.then(head("1.1.1", 1), "1.1.0")))
        .hasMessageContaining("vedette.gate.threshold is set to 0.9");
    close(serving);
  }

  private Release head(String version, long sequence) throws Exception {
    return releasing.head(sequence, version, 0.25, null);
  }

  private Gates gates() {
    return gates(GateSource.of(configured.toString()).withVariant("float32"));
  }

  private Gates gates(GateSource source) {
    var artefacts =
        new ReleasedArtefacts(
            new ReferenceRoots(List.of(releasing.artefacts.toUri())),
            (uri, most) -> fetch(uri),
            KeptArtefacts.in(noFolder));
    return new Gates(source, new GateFittings.ForCameras(new HashMap<>()), artefacts);
  }

  private byte[] fetch(URI uri) throws IOException {
    fetched.incrementAndGet();
    return Files.readAllBytes(Path.of(uri));
  }

  private static void close(OpenedGate... opened) {
    for (OpenedGate one : opened) {
      one.gate().close();
    }
  }

  private static void copy(GateArtefact gate, Path to) throws IOException {
    Path from = Objects.requireNonNull(gate.resolve("manifest.json").getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
