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
  @Test
  void aFingerprintIsTheSameInEveryRelease() {
    assertThat(HexFormat.of().formatHex(Fingerprints.of("e-1")))
        .isEqualTo("b94f523196aaacd8bdb9ef0d8cf2e1d8");
  }

  @Property(tries = 200)
  void whatWasAddedIsFoundAndNothingElseIs(
      @ForAll @Size(max = 60) Set<@IntRange(max = 99) Integer> added) {
    byte @Nullable [] all = null;
    for (int number : added) {
      all = Fingerprints.with(all, Fingerprints.of("e-" + number));
    }
    for (int number = 0; number < 100; number++) {
      assertThat(Fingerprints.contains(all, Fingerprints.of("e-" + number)))
          .isEqualTo(added.contains(number));
    }
  }

  @Test
  void oneMoreLeavesWhatWasThereAsItWas() {
    byte[] one = Fingerprints.with(null, Fingerprints.of("a"));
    byte[] before = one.clone();

    byte[] two = Fingerprints.with(one, Fingerprints.of("b"));

    assertThat(one).isEqualTo(before);
    assertThat(two).hasSize(2 * one.length).startsWith(one);
  }
}
