package dev.vedette.core.watch;

import static dev.vedette.core.watch.Shapes.LEFT_HALF;
import static dev.vedette.core.watch.Shapes.RIGHT_HALF;
import static dev.vedette.core.watch.Shapes.masks;
import static dev.vedette.core.watch.Shapes.zones;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTest {
  @Test
  void theFingerprintOfAViewIsItsShapes() {
    assertThat(masks(LEFT_HALF).fingerprint())
        .isEqualTo(masks(Shapes.box(0, 0, 0.5, 1)).fingerprint());
    assertThat(
            List.of(
                View.WHOLE.fingerprint(),
                masks(LEFT_HALF).fingerprint(),
                zones(LEFT_HALF).fingerprint(),
                masks(RIGHT_HALF).fingerprint(),
                masks(LEFT_HALF, RIGHT_HALF).fingerprint(),
                masks(Shapes.box(0, 0, Math.nextUp(0.5), 1)).fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void itDoesNotMatterInWhichOrderTheyAreTold() {
    assertThat(masks(LEFT_HALF, RIGHT_HALF).fingerprint())
        .isEqualTo(masks(RIGHT_HALF, LEFT_HALF).fingerprint());
    assertThat(masks(Shapes.polygon(0.5, 1, 0, 1, 0, 0, 0.5, 0)).fingerprint())
        .isEqualTo(masks(LEFT_HALF).fingerprint());
  }

  @Test
  void itIsTheSameInEveryRun() {
    assertThat(View.WHOLE.fingerprint()).isZero();
    assertThat(Long.toHexString(masks(LEFT_HALF).fingerprint())).isEqualTo("d7d698381a2fae3a");
  }
}
