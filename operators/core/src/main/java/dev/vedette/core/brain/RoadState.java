package dev.vedette.core.brain;

/**
 * What a road looks like, for people and metrics.
 *
 * @param breaker whether calls are let through at all
 * @param underWay calls at the moment
 * @param limit most calls at once that the road has borne lately
 * @param callsPerSecond at most, as the provider has shown; infinite where it has refused none
 */
public record RoadState(Breaker breaker, int underWay, int limit, double callsPerSecond) {
  /** Of a circuit breaker. */
  public enum Breaker {
    CLOSED,
    /** A few calls find out whether the road is there again. */
    HALF_OPEN,
    OPEN
  }
}
