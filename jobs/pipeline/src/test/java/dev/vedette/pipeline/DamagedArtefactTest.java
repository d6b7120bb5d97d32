package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.pipeline.wire.ReferenceRoots;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What was signed is a length and a hash: nothing but those bytes ever comes out. */
class DamagedArtefactTest {
  private static final byte[] ARTEFACT = bytes();
  private static final String PLACE = "file:///gates/person.zip";
  private static final ReferenceRoots ROOTS =
      new ReferenceRoots(List.of(URI.create("file:///gates/")));

  private static final KeptArtefacts KEPT_NOWHERE = KeptArtefacts.in(Path.of("/dev/null/nowhere"));

  @Test
  void whatIsWholeComesOut() throws Exception {
    assertThat(fetch(inline(ARTEFACT), ARTEFACT)).isEqualTo(ARTEFACT);
    assertThat(fetch(reference(PLACE), ARTEFACT)).isEqualTo(ARTEFACT);
  }

  @Property(tries = 1_000)
  void whatIsDamagedNeverDoes(@ForAll("damaged") byte[] damaged) {
    for (ReleasedArtefact artefact : List.of(inline(damaged), reference(PLACE))) {
      assertThatThrownBy(() -> fetch(artefact, damaged))
          .isInstanceOfSatisfying(
              ReleaseRefusedException.class,
              refusal -> assertThat(refusal.reason()).isEqualTo(Reason.DAMAGED));
    }
  }

  @Test
  void aPlaceOutsideTheRootsIsNotEvenLookedAt() {
    assertThatThrownBy(() -> fetch(reference("file:///gates/../etc/passwd"), ARTEFACT))
        .hasMessageContaining("is below none of the allowed roots")
        .hasMessageContaining("vedette.gate.release-roots");
  }

  @Test
  void aPlaceThatCannotBeReadIsNamed() {
    var store =
        new ReleasedArtefacts(
            ROOTS,
            (uri, most) -> {
              throw new IOException("no route to host");
            },
            KEPT_NOWHERE);
    assertThatThrownBy(() -> store.fetch(reference(PLACE)))
        .isInstanceOfSatisfying(
            ReleaseRefusedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE))
        .hasMessageContaining(PLACE)
        .hasMessageContaining("no route to host");
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    Arbitrary<byte[]> flipped =
        Arbitraries.integers()
            .between(0, ARTEFACT.length * 8 - 1)
            .map(
                bit -> {
                  byte[] bytes = ARTEFACT.clone();
                  bytes[bit / 8] ^= (byte) (1 << bit % 8);
                  return bytes;
                });
    Arbitrary<byte[]> cut =
        Arbitraries.integers()
            .between(0, ARTEFACT.length - 1)
            .map(length -> Arrays.copyOf(ARTEFACT, length));
    Arbitrary<byte[]> longer =
        Arbitraries.integers()
            .between(1, 100)
            .map(more -> Arrays.copyOf(ARTEFACT, ARTEFACT.length + more));
    return Arbitraries.oneOf(flipped, cut, longer);
  }

  private static byte[] fetch(ReleasedArtefact artefact, byte[] stored)
      throws ReleaseRefusedException {
    return new ReleasedArtefacts(
            ROOTS,
            (uri, most) -> Arrays.copyOf(stored, (int) Math.min(stored.length, most)),
            KEPT_NOWHERE)
        .fetch(artefact);
  }

  private static ReleasedArtefact inline(byte[] bytes) {
    return new ReleasedArtefact(bytes, null, ARTEFACT.length, Sha256.hex(ARTEFACT));
  }

  private static ReleasedArtefact reference(String place) {
    return new ReleasedArtefact(null, place, ARTEFACT.length, Sha256.hex(ARTEFACT));
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[4_000];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
