package dev.vedette.simulators.provider;

/**
 * How many calls a provider takes.
 *
 * @param perSecond 0 for no limit
 * @param refusedCount whether those that it does not take count as well
 */
public record CallLimit(double perSecond, boolean refusedCount) {
  public static final CallLimit NONE = new CallLimit(0, false);

  public CallLimit {
    if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("no rate of calls: " + perSecond);
    }
  }
}
