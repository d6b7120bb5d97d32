package dev.vedette.core.brain;

import java.time.Duration;

/**
 * What a road looks like, for people and metrics.
 *
 * @param breaker whether calls are let through at all
 * @param underWay calls at the moment
 * @param limit most calls at once that the road has borne lately
 * @param wanted most calls at once that those who ask want to make
 * @param callsPerSecond at most, as the provider has shown; infinite where it has shown nothing
 * @param pause for which the provider wants to be left alone still
 */
public record RoadState(
    Breaker breaker, int underWay, int limit, int wanted, double callsPerSecond, Duration pause) {
  /** Of a circuit breaker. */
  public enum Breaker {
    CLOSED,
    /** A few calls find out whether the road is there again. */
    HALF_OPEN,
    OPEN
  }
}
