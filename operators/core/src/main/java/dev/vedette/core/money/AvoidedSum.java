package dev.vedette.core.money;

/**
 * What was avoided in a minute so far.
 *
 * @param micros what it would have cost
 */
public record AvoidedSum(AvoidedCost cost, long micros) {
  /** With more events of the same minute. */
  public AvoidedSum with(long moreEvents, long moreMicros) {
    return new AvoidedSum(
        new AvoidedCost(
            cost.tenant(),
            cost.deviceClass(),
            cost.gate(),
            cost.cause(),
            cost.beganAt(),
            Math.addExact(cost.events(), moreEvents)),
        Math.addExact(micros, moreMicros));
  }
}
