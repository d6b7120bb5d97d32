package dev.vedette.core.money;

import java.time.Instant;

/**
 * What was not asked within one minute, and would have cost: a sum, since a line for each event
 * would flood the ledger. The same sum may be told again, and grow: the line with the most events
 * counts.
 *
 * @param gate that judged the events
 * @param cause why nobody was asked: the outcome of the events, as {@code rejected} or {@code
 *     repeat}, or the reason of the edge's word; {@code unaudited} where rejected events are never
 *     audited
 * @param beganAt when the minute began, by the broker's clock
 * @param events of that minute
 */
public record AvoidedCost(
    String tenant, String deviceClass, String gate, String cause, Instant beganAt, long events) {
  /** The cause where the gate has found nothing, and by order all is asked about. */
  public static final String ORDERED = "ordered";

  public AvoidedCost {
    if (events < 1) {
      throw new IllegalArgumentException("events < 1: " + events);
    }
  }
}
