package dev.vedette.simulators.provider;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a simulated provider takes to answer. */
public sealed interface Latency {
  Duration draw(RandomGenerator random);

  static Latency none() {
    return new Fixed(Duration.ZERO);
  }

  static Latency fixed(Duration every) {
    return new Fixed(every);
  }

  /**
   * Mostly near the median, with a long tail, as the answers of real providers come.
   *
   * @param sigma of the logarithm: at 0.5, one answer in a hundred takes 3.2 times the median
   */
  static Latency logNormal(Duration median, double sigma) {
    return new LogNormal(median, sigma);
  }

  /** Always the same. */
  record Fixed(Duration every) implements Latency {
    public Fixed {
      if (every.isNegative()) {
        throw new IllegalArgumentException("latency < 0: " + every);
      }
    }

    @Override
    public Duration draw(RandomGenerator random) {
      return every;
    }
  }

  /** Drawn anew for each call. */
  record LogNormal(Duration median, double sigma) implements Latency {
    public LogNormal {
      if (median.isNegative()) {
        throw new IllegalArgumentException("median < 0: " + median);
      }
      if (!(sigma >= 0 && sigma <= 3)) {
        throw new IllegalArgumentException("sigma is not in 0..3: " + sigma);
      }
    }

    @Override
    public Duration draw(RandomGenerator random) {
      double factor = Math.exp(sigma * random.nextGaussian());
      return Duration.ofNanos((long) (median.toNanos() * factor));
    }
  }
}
