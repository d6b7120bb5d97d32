package dev.vedette.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {
  @ParameterizedTest
  @CsvSource({
    "-0.1, 0, 1, 1", "0, -0.1, 1, 1", "0, 0, 1.1, 1", "0, 0, 1, 1.1", "0.5, 0, 0.5, 1",
    "0, 0.6, 1, 0.5", "NaN, 0, 1, 1", "0, 0, NaN, 1", "0, NaN, 1, 1", "0, 0, 1, NaN"
  })
  void whatIsNoRectangleInThePictureIsRefused(double left, double top, double right, double below) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Region(left, top, right, below))
        .withMessageContaining("are not in 0..1 and in this order");
  }

  @Test
  void whatReachesOutOfThePictureIsCutOff() {
    assertThat(Region.within(-0.5, 0.25, 0.5, 2)).contains(new Region(0, 0.25, 0.5, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 2, 1", "0, -2, 1, 0", "0.5, 0, 0.5, 1", "0.6, 0, 0.5, 1", "NaN, 0, 1, 1"})
  void whatIsBesideThePictureIsNowhere(double left, double top, double right, double below) {
    assertThat(Region.within(left, top, right, below)).isEmpty();
  }

  @Test
  void itsSizeIsAShareOfThePictures() {
    var region = new Region(0.1, 0.2, 0.4, 1);

    assertThat(region.width()).isCloseTo(0.3, within(1e-9));
    assertThat(region.height()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void whatIsNotFoundIsNowhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Judgement("person@1", "float32", "person", 0.1, false)
                    .at(new Region(0, 0, 1, 1)))
        .withMessageContaining("nothing was found");
  }
}
