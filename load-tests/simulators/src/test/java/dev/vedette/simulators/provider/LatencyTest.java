package dev.vedette.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LatencyTest {
  @Test
  void halfOfTheLogNormalDrawsAreAboveTheMedian() {
    Latency latency = Latency.logNormal(Duration.ofMillis(800), 0.5);
    var random = new SplittableRandom(7);
    long above =
        Stream.generate(() -> latency.draw(random))
            .limit(10_000)
            .filter(drawn -> drawn.compareTo(Duration.ofMillis(800)) > 0)
            .count();
    assertThat(above).isBetween(4_800L, 5_200L);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    Latency latency = Latency.logNormal(Duration.ofMillis(800), 0.5);
    assertThat(latency.draw(new SplittableRandom(1)))
        .isEqualTo(latency.draw(new SplittableRandom(1)));
  }

  @Test
  void timeDoesNotRunBackwards() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Latency.fixed(Duration.ofMillis(-1)))
        .withMessageContaining("PT-0.001S");
  }
}
