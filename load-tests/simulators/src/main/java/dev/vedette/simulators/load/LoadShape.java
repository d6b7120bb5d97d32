package dev.vedette.simulators.load;

import java.time.Duration;

/**
 * How a rate changes with time: a multiple of what it is called by.
 *
 * <p>A shape is known by its integral, so that events can be put exactly where they are due.
 */
public sealed interface LoadShape {
  /** The multiple at this time. */
  double at(double seconds);

  /** Its integral from the beginning on, which never falls. */
  double until(double seconds);

  /** When the integral is so much: the inverse of {@link #until}. */
  double when(double amount);

  static LoadShape constant() {
    return new Constant();
  }

  /** Every so often, for a while, so many times as much as otherwise. */
  static LoadShape bursts(Duration every, Duration length, double times) {
    return new Bursts(every.toNanos() / 1e9, length.toNanos() / 1e9, times);
  }

  /** A day, or one that is compressed: least at its beginning and end, most in its middle. */
  static LoadShape diurnal(Duration day, double swing) {
    return new Diurnal(day.toNanos() / 1e9, swing);
  }

  /** Always the same. */
  record Constant() implements LoadShape {
    @Override
    public double at(double seconds) {
      return 1;
    }

    @Override
    public double until(double seconds) {
      return seconds;
    }

    @Override
    public double when(double amount) {
      return amount;
    }
  }

  /**
   * A burst ends each period.
   *
   * @param times as much as the rest of it, which has the rate that is named
   */
  record Bursts(double everySeconds, double lengthSeconds, double times) implements LoadShape {
    public Bursts {
      if (!(lengthSeconds > 0 && lengthSeconds < everySeconds)) {
        throw new IllegalArgumentException(
            "a burst of %s s is not within %s s".formatted(lengthSeconds, everySeconds));
      }
      if (!(times >= 1) || Double.isInfinite(times)) {
        throw new IllegalArgumentException("times < 1: " + times);
      }
    }

    @Override
    public double at(double seconds) {
      return isBurst(seconds) ? times : 1;
    }

    public boolean isBurst(double seconds) {
      return seconds % everySeconds >= everySeconds - lengthSeconds;
    }

    @Override
    public double until(double seconds) {
      double whole = Math.floor(seconds / everySeconds);
      double rest = seconds - whole * everySeconds;
      double inBurst = Math.max(0, rest - (everySeconds - lengthSeconds));
      return whole * ofPeriod() + rest + (times - 1) * inBurst;
    }

    @Override
    public double when(double amount) {
      double whole = Math.floor(amount / ofPeriod());
      double rest = amount - whole * ofPeriod();
      double calm = everySeconds - lengthSeconds;
      return whole * everySeconds + (rest <= calm ? rest : calm + (rest - calm) / times);
    }

    private double ofPeriod() {
      return everySeconds + (times - 1) * lengthSeconds;
    }
  }

  /**
   * A sine around the rate that is named.
   *
   * @param swing up to which it rises above it and falls below it, as a share of it
   */
  record Diurnal(double daySeconds, double swing) implements LoadShape {
    private static final int HALVINGS = 60;

    public Diurnal {
      if (!(daySeconds > 0)) {
        throw new IllegalArgumentException("a day of %s s".formatted(daySeconds));
      }
      if (!(swing >= 0 && swing < 1)) {
        throw new IllegalArgumentException("swing is not in 0..1: " + swing);
      }
    }

    @Override
    public double at(double seconds) {
      return 1 - swing * Math.cos(2 * Math.PI * seconds / daySeconds);
    }

    @Override
    public double until(double seconds) {
      double turn = 2 * Math.PI / daySeconds;
      return seconds - swing * Math.sin(turn * seconds) / turn;
    }

    @Override
    public double when(double amount) {
      // It strays from a straight line by no more than a sixth of a day.
      double low = Math.max(0, amount - daySeconds / 6);
      double high = amount + daySeconds / 6;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (until(middle) < amount) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high;
    }
  }
}
