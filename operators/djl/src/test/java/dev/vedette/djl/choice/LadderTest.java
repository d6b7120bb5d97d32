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

  /** A call and a picture cost so much. */
  private static Pace line(String variant, long aCall, long aPicture) {
    return pace(
        variant, Map.of(1, aCall + aPicture, 8, aCall + 8 * aPicture, 32, aCall + 32 * aPicture));
  }

  @Test
  void eachSizeIsJudgedByWhoIsFastestAtIt() {
    Ladder ladder = Ladder.of(List.of(line("int8", 1_500, 500), line("float32", 100, 1_000)));

    assertThat(ladder.variantFor(1)).isEqualTo("float32");
    assertThat(ladder.variantFor(2)).isEqualTo("float32");
    assertThat(ladder.variantFor(8)).isEqualTo("int8");
    assertThat(ladder.variantFor(1_000)).isEqualTo("int8");
    assertThat(ladder).hasToString("float32 1-2, int8 3+");
  }

  @Test
  void whoIsOnlyALittleFasterDoesNotReplaceTheBetterOne() {
    Ladder ladder = Ladder.of(List.of(line("int8-onednn", 0, 1_000), line("int8-onnx", 0, 960)));

    assertThat(ladder).hasToString("int8-onednn");
  }

  @Test
  void nobodyJudgesWhoIsSlowerThanTheOriginalHoweverLittle() {
    Ladder ladder =
        Ladder.of(
            List.of(
                line("int8-onednn", 0, 1_000), line("int8-onnx", 0, 990), line("float32", 0, 995)));

    assertThat(ladder).hasToString("int8-onnx");
    assertThat(Ladder.of(List.of(line("int8-onednn", 0, 1_000), line("float32", 0, 999))))
        .hasToString("float32");
  }

  @Test
  void oneSizeThatWasTimedInABadMomentDoesNotDecide() {
    Pace disturbed = pace("int8", Map.of(1, 2_000L, 2, 2_500L, 4, 9_000L, 8, 5_500L, 32, 17_500L));
    Ladder ladder = Ladder.of(List.of(disturbed, line("float32", 100, 1_000)));

    assertThat(ladder.steps()).extracting(Ladder.Step::variant).containsExactly("float32", "int8");
  }

  @Test
  void aStepOfOneSizeIsWrittenAsThatSize() {
    Ladder ladder = Ladder.of(List.of(line("int8", 500, 500), line("float32", 0, 900)));

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
  void aPaceIsWhatACallAndAPictureCost() {
    Pace pace = line("int8", 1_500, 500);

    assertThat(pace.nanosFor(1)).isCloseTo(2_000, within(1e-6));
    assertThat(pace.nanosFor(3)).isCloseTo(3_000, within(1e-6));
    assertThat(pace.nanosFor(64)).isCloseTo(33_500, within(1e-6));
  }

  @Test
  void aPaceOfOneSizeIsInProportion() {
    assertThat(pace("int8", Map.of(4, 400L)).nanosFor(8)).isCloseTo(800, within(1e-6));
  }

  @Test
  void noPaceBeginsBelowZero() {
    Pace pace = pace("int8", Map.of(1, 50L, 2, 200L, 4, 600L));

    assertThat(pace.nanosFor(1)).isPositive();
    assertThat(pace.nanosFor(1)).isLessThan(pace.nanosFor(2));
  }
}
