package dev.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private final Fingerprints fingerprints = new Fingerprints();

  @Test
  void aFingerprintIsTheSameInEveryRelease() {
    assertThat(HexFormat.of().formatHex(fingerprints.of("e-1")))
        .isEqualTo("b94f523196aaacd8bdb9ef0d8cf2e1d8");
  }

  @Test
  void theOneBeforeChangesNothing() {
    fingerprints.of("another");

    assertThat(fingerprints.of("e-1")).isEqualTo(new Fingerprints().of("e-1"));
  }

  @Test
  void twoThatDifferInOneByteAreTwo() {
    byte[] known = fingerprints.of("e-1");
    for (int at = 0; at < known.length; at++) {
      byte[] other = known.clone();
      other[at]++;
      assertThat(Fingerprints.contains(known, other)).isFalse();
    }
    assertThat(Fingerprints.contains(known, known.clone())).isTrue();
  }

  @Property(tries = 200)
  void whatWasAddedIsFoundAndNothingElseIs(
      @ForAll @Size(max = 60) Set<@IntRange(max = 99) Integer> added) {
    byte @Nullable [] all = null;
    for (int number : added) {
      all = Fingerprints.with(all, fingerprints.of("e-" + number));
    }
    for (int number = 0; number < 100; number++) {
      assertThat(Fingerprints.contains(all, fingerprints.of("e-" + number)))
          .isEqualTo(added.contains(number));
    }
  }

  @Test
  void oneMoreLeavesWhatWasThereAsItWas() {
    byte[] one = Fingerprints.with(null, fingerprints.of("a"));
    byte[] before = one.clone();

    byte[] two = Fingerprints.with(one, fingerprints.of("b"));

    assertThat(one).isEqualTo(before);
    assertThat(two).hasSize(2 * one.length).startsWith(one);
  }
}
