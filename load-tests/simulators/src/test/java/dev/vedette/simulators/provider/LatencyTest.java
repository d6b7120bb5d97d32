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

  @Test
  void measuredQuantilesComeBackOutOfManyDraws() {
    Latency latency = Latency.quantiles(100, 200, 800, 900, 4_000);
    var random = new SplittableRandom(7);
    double[] millis =
        Stream.generate(() -> latency.draw(random))
            .limit(20_000)
            .mapToDouble(drawn -> drawn.toNanos() / 1e6)
            .sorted()
            .toArray();
    assertThat(millis[0]).isGreaterThanOrEqualTo(100);
    assertThat(millis[5_000]).isBetween(190.0, 220.0);
    assertThat(millis[15_000]).isBetween(880.0, 980.0);
    assertThat(millis[19_999]).isLessThanOrEqualTo(4_000);
  }

  @Test
  void quantilesThatFallAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Latency.quantiles(100, 90))
        .withMessageContaining("[100.0, 90.0]");
  }
}
