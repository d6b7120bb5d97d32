package dev.vedette.simulators.load;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** How unevenly devices send. */
public sealed interface Skew {
  /** From which of so many devices each next event is; the first is 0. */
  IntSupplier order(int devices, long seed);

  static Skew even() {
    return new Even();
  }

  /** The n-th busiest device sends 1/n^exponent of what the busiest sends. */
  static Skew zipf(double exponent) {
    return new Zipf(exponent);
  }

  /** Each in its turn. */
  record Even() implements Skew {
    @Override
    public IntSupplier order(int devices, long seed) {
      int[] next = {(int) Math.floorMod(seed, (long) devices)};
      return () -> {
        next[0] = (next[0] + 1) % devices;
        return next[0];
      };
    }
  }

  /** Drawn by lot, the first device most often. */
  record Zipf(double exponent) implements Skew {
    public Zipf {
      if (!(exponent > 0 && exponent <= 3)) {
        throw new IllegalArgumentException("exponent is not in 0..3: " + exponent);
      }
    }

    /** What of all events the busiest devices send, added up from the busiest on. */
    double[] shares(int devices) {
      double[] sums = new double[devices];
      double sum = 0;
      for (int i = 0; i < devices; i++) {
        sum += Math.pow(i + 1, -exponent);
        sums[i] = sum;
      }
      for (int i = 0; i < devices; i++) {
        sums[i] /= sum;
      }
      return sums;
    }

    @Override
    public IntSupplier order(int devices, long seed) {
      double[] sums = shares(devices);
      var random = new SplittableRandom(seed);
      return () -> {
        int at = Arrays.binarySearch(sums, random.nextDouble());
        return Math.min(devices - 1, at >= 0 ? at : -at - 1);
      };
    }
  }
}
