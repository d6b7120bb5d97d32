package dev.vedette.simulators.provider;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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

  /**
   * As was measured somewhere: what lies between two quantiles is taken to be even.
   *
   * @param millis the 0th, the 100th and as many as there are between them, evenly apart
   */
  static Latency quantiles(double... millis) {
    return new Quantiles(Arrays.stream(millis).boxed().toList());
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

  /** Drawn from a distribution that is known by its quantiles. */
  record Quantiles(List<Double> millis) implements Latency {
    public Quantiles {
      millis = List.copyOf(millis);
      if (millis.size() < 2) {
        throw new IllegalArgumentException("fewer than two quantiles: " + millis);
      }
      double last = 0;
      for (double each : millis) {
        if (!(each >= last) || Double.isInfinite(each)) {
          throw new IllegalArgumentException("quantiles < 0 or falling: " + millis);
        }
        last = each;
      }
    }

    @Override
    public Duration draw(RandomGenerator random) {
      double place = random.nextDouble() * (millis.size() - 1);
      int below = Math.min((int) place, millis.size() - 2);
      double from = millis.get(below);
      double drawn = from + (place - below) * (millis.get(below + 1) - from);
      return Duration.ofNanos((long) (drawn * 1e6));
    }
  }
}
