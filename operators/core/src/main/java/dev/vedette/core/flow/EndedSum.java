package dev.vedette.core.flow;

/**
 * So many events that ended alike.
 *
 * @param costMicros what their answers cost
 */
public record EndedSum(Ended ended, long events, long costMicros) {
  public EndedSum {
    if (events < 1 || costMicros < 0) {
      throw new IllegalArgumentException("%d events for %d".formatted(events, costMicros));
    }
  }
}
