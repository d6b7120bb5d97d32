package dev.vedette.core.flow;

/**
 * How many events ended so, as it is kept in operator state.
 *
 * @param reason of a dead letter or of the edge's verdict; empty otherwise
 * @param label what the gate looked for; empty where an event ended without its word
 */
public record Count(Outcome outcome, String reason, String label, long events) {
  public Count {
    if (events < 0) {
      throw new IllegalArgumentException("events < 0: " + events);
    }
  }
}
