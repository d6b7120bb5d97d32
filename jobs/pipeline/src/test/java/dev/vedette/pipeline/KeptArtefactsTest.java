package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.pipeline.wire.ReferenceRoots;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site has served it can serve again without its uplink. */
class KeptArtefactsTest {
  private static final ReferenceRoots ROOTS =
      new ReferenceRoots(List.of(URI.create("s3://gates/")));

  @TempDir Path folder;

  private final byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
  private final ReleasedArtefact artefact;

  KeptArtefactsTest() throws Exception {
    String sha256 = Sha256.hex(bytes);
    artefact = new ReleasedArtefact(null, "s3://gates/person.zip", bytes.length, sha256);
  }

  @Test
  void anArtefactThatWasFetchedOnceNeedsItsSourceNoMore() throws Exception {
    assertThatThrownBy(() -> offline().fetch(artefact)).hasMessageContaining("no route to host");
    online(bytes).fetch(artefact);
    assertThat(offline().fetch(artefact)).isEqualTo(bytes);
  }

  @Test
  void whatWasKeptIsCheckedAsIfItCameFromAfar() {
    kept().keep(artefact.sha256(), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> offline().fetch(artefact)).hasMessageContaining("no route to host");
  }

  @Test
  void whatIsDamagedIsNotKept() {
    assertThatThrownBy(() -> online(new byte[bytes.length]).fetch(artefact))
        .hasMessageContaining("were signed");
    assertThat(kept().find(artefact.sha256())).isEmpty();
  }

  @Test
  void onlyTheNewestAreKept() {
    for (int i = 0; i < 20; i++) {
      kept().keep("kept-" + i, new byte[] {1});
    }
    long there = IntStream.range(0, 20).filter(i -> kept().find("kept-" + i).isPresent()).count();
    assertThat(there).isBetween(1L, 8L);
  }

  @Test
  void whatIsInUseStaysWhateverElseComes() throws Exception {
    online(bytes).fetch(artefact);
    try (var serving = new ReleasedGate(new NoGate(), artefact.sha256(), "a gate")) {
      for (int i = 0; i < 20; i++) {
        kept().keep("kept-" + i, new byte[] {1});
      }
      assertThat(offline().fetch(artefact)).isEqualTo(bytes);
    }
  }

  private record NoGate() implements Gate {
    @Override
    public List<Finding> judge(List<Event> events) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private ReleasedArtefacts online(byte[] stored) {
    return new ReleasedArtefacts(ROOTS, (uri, most) -> stored, kept());
  }

  private ReleasedArtefacts offline() {
    return new ReleasedArtefacts(
        ROOTS,
        (uri, most) -> {
          throw new IOException("no route to host");
        },
        kept());
  }

  private KeptArtefacts kept() {
    return KeptArtefacts.in(folder);
  }
}
