package dev.vedette.cloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheapestSidesTest {
  @ParameterizedTest
  @CsvSource({
    "gpt-4o, 512", // in low detail all sizes cost the same
    "gemini-2.5-flash, 384", // a pixel more is cut into four
    "gemini-3-pro, 512",
    "claude-sonnet-4-5, 351", // 13 squares of 27 are what 336 pixels need
  })
  void ofWhatCostsTheSameTheLargestIsSent(String model, int side) {
    assertThat(sides(ModelOptions.of(model)).longerSide(640, 480)).isEqualTo(side);
  }

  @Test
  void whoeverSeesTheLeastDecidesForAllThatMayBeAsked() {
    var sides = sides(ModelOptions.of("gpt-4o"), ModelOptions.of("gemini-2.5-flash"));
    assertThat(sides.longerSide(640, 480)).isEqualTo(384);
  }

  @Property
  void whatIsSentIsAdequateAndCostsNoMoreThanThat(
      @ForAll @IntRange(min = 1, max = 4_000) int width,
      @ForAll @IntRange(min = 1, max = 4_000) int height) {
    for (PictureTokens rule :
        List.of(PictureTokens.GPT_4O, PictureRules.HIGHEST, new PictureTokens.Squares(28, 1_568))) {
      ModelOptions model = ModelOptions.of("m").withPictureTokens(rule);
      int side = sides(model).longerSide(width, height);
      assertThat(side).isBetween(336, 512);
      assertThat(tokens(rule, width, height, side))
          .isLessThanOrEqualTo(tokens(rule, width, height, 336));
    }
  }

  @Test
  void anAdequateSideIsNotAboveTheLargest() {
    assertThatThrownBy(() -> new CheapestSides(List.of(), 513, 512))
        .hasMessage("adequate side 513 is not in 16..512, the largest");
    assertThatThrownBy(() -> new CheapestSides(List.of(), 15, 512))
        .hasMessage("adequate side 15 is not in 16..512, the largest");
  }

  private static long tokens(PictureTokens rule, int width, int height, int side) {
    double factor = Math.min(1, (double) side / Math.max(width, height));
    return rule.atMost(
        Math.max(1, (int) Math.round(width * factor)),
        Math.max(1, (int) Math.round(height * factor)),
        Detail.LOW);
  }

  private static CheapestSides sides(ModelOptions... models) {
    return new CheapestSides(List.of(models), 336, 512);
  }
}
