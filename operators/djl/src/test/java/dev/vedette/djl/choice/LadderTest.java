package dev.vedette.djl.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static Pace pace(String variant, Map<Integer, Long> nanosBySize) {
    return new Pace(variant, new TreeMap<>(nanosBySize));
  }

  @Test
  void eachSizeIsJudgedByWhoIsFastestAtIt() {
    Ladder ladder =
        Ladder.of(
            List.of(
                pace("int8", Map.of(1, 1_800L, 8, 5_600L, 32, 22_000L)),
                pace("float32", Map.of(1, 1_200L, 8, 7_900L, 32, 38_000L))));

    assertThat(ladder.variantFor(1)).isEqualTo("float32");
    assertThat(ladder.variantFor(2)).isEqualTo("float32");
    assertThat(ladder.variantFor(8)).isEqualTo("int8");
    assertThat(ladder.variantFor(1_000)).isEqualTo("int8");
    assertThat(ladder).hasToString("float32 1-2, int8 3+");
  }

  @Test
  void whoIsOnlyALittleFasterDoesNotReplaceTheBetterOne() {
    Ladder ladder =
        Ladder.of(List.of(pace("int8", Map.of(1, 100L)), pace("float32", Map.of(1, 96L))));

    assertThat(ladder).hasToString("int8");
  }

  @Test
  void aStepOfOneSizeIsWrittenAsThatSize() {
    Ladder ladder =
        Ladder.of(
            List.of(
                pace("int8", Map.of(1, 200L, 2, 210L)), pace("float32", Map.of(1, 100L, 2, 300L))));

    assertThat(ladder).hasToString("float32 1, int8 2+");
  }

  @Test
  void oneVariantJudgesEverySize() {
    assertThat(Ladder.of("float32").variantFor(64)).isEqualTo("float32");
    assertThat(Ladder.of("float32")).hasToString("float32");
  }

  @Test
  void aLadderBeginsAtOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ladder(List.of(new Ladder.Step("float32", 2))));
  }

  @Test
  void betweenAndBeyondTheMeasuredSizesThePaceIsAStraightLine() {
    Pace pace = pace("int8", Map.of(2, 200L, 4, 300L));

    assertThat(pace.nanosFor(1)).isEqualTo(200);
    assertThat(pace.nanosFor(3)).isCloseTo(250, within(1e-9));
    assertThat(pace.nanosFor(8)).isCloseTo(600, within(1e-9));
  }
}
