package dev.vedette.simulators.load;

/**
 * When each event is due, whatever became of those before it: an open loop, so that a job that
 * falls behind is not spared.
 *
 * @param perSecond where the shape is 1
 */
public record Schedule(LoadShape shape, double perSecond) {
  public Schedule {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("perSecond is not a rate: " + perSecond);
    }
  }

  public static Schedule constant(double perSecond) {
    return new Schedule(LoadShape.constant(), perSecond);
  }

  /** In nanoseconds since the beginning; the first event is number 0. */
  public long dueNanos(long number) {
    return (long) (shape.when(number / perSecond) * 1e9);
  }

  /** How many events are due before this time. */
  public long eventsBefore(double seconds) {
    return (long) Math.ceil(shape.until(seconds) * perSecond);
  }
}
