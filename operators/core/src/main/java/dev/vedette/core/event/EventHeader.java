package dev.vedette.core.event;

import java.time.Instant;

/**
 * Everything about an event but its payload: small enough to travel the whole way and to sit in
 * state.
 *
 * @param eventId unique per event; a second one with the same id within a window is a duplicate
 * @param device unique within its tenant
 * @param deviceClass groups devices that share settings and budgets, such as {@code door}
 * @param capturedAt the device's clock
 */
public record EventHeader(
    String eventId,
    String tenant,
    String device,
    String deviceClass,
    Kind kind,
    Instant capturedAt,
    Origin origin) {

  /** The key of all per-device state: device names need only be unique within a tenant. */
  public String deviceKey() {
    return tenant + '/' + device;
  }

  /**
   * When it happened, as far as the device's clock can be believed: nothing is appended before it
   * has happened.
   */
  public Instant happenedAt() {
    return capturedAt.isAfter(origin.appendedAt()) ? origin.appendedAt() : capturedAt;
  }
}
