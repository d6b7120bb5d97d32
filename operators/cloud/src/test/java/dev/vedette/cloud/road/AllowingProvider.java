package dev.vedette.cloud.road;

/** A provider's token bucket in a test's time: so many calls a second, and a second's worth. */
final class AllowingProvider {
  private final double perNano;
  private final double size;
  private double level;
  private long at;
  long taken;
  long refused;

  AllowingProvider(double perSecond) {
    this(perSecond, perSecond);
  }

  AllowingProvider(double perSecond, double size) {
    this.perNano = perSecond / 1e9;
    this.size = size;
    this.level = size;
  }

  /** Whether a call is taken that arrives now. */
  boolean takes(long now) {
    level = Math.min(size, level + (now - at) * perNano);
    at = now;
    if (level < 1) {
      refused++;
      return false;
    }
    level--;
    taken++;
    return true;
  }

  double room() {
    return level;
  }
}
