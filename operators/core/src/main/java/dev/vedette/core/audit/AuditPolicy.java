package dev.vedette.core.audit;

import dev.vedette.core.control.Scope;
import dev.vedette.core.event.EventHeader;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected events the brain is asked about as well, so that it is known what the gate misses:
 * those with the lowest lots.
 *
 * <p>A device has an upper bound for each hour, so that a bad one does not eat the budget. It is
 * not the first ones of the hour that are drawn until nothing may be any more: with every eighth of
 * the bound the share halves, so that a device with thirty times as many events as foreseen is
 * still sampled all through the hour. With which share an event was drawn stays with it, and weighs
 * it (D. G. Horvitz and D. J. Thompson, A generalization of sampling without replacement from a
 * finite universe, 1952): the share of an event is known before its lot is looked at, so halving it
 * does not bias the estimate. What comes once the bound is reached has no chance to be drawn, and
 * is taken to be like what came before it.
 *
 * @param usual share of the rejected events; 0 draws none
 * @param byScope the same for some; the narrowest scope counts, a tenant's before a device class's
 * @param mostPerHour of one device
 */
public record AuditPolicy(double usual, Map<Scope, Double> byScope, int mostPerHour)
    implements Serializable {
  /** Draws nothing. */
  public static final AuditPolicy NONE = new AuditPolicy(0, Map.of(), 8);

  private static final int STEPS = 8;

  public AuditPolicy {
    byScope = new HashMap<>(byScope);
    requireShare(usual);
    byScope.values().forEach(AuditPolicy::requireShare);
    if (mostPerHour < STEPS) {
      throw new IllegalArgumentException(
          "mostPerHour < %d: %d; a share of 0 turns the audit off".formatted(STEPS, mostPerHour));
    }
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is not in 0..1: " + share);
    }
  }

  /** Whether an event can be drawn if it is rejected, whatever else its device has shown. */
  public boolean mayDraw(EventHeader header) {
    double share = shareOf(header);
    return share > 0 && Lot.of(header) < share;
  }

  /** Whether any of the device's rejected events is drawn. */
  public boolean draws(EventHeader header) {
    return shareOf(header) > 0;
  }

  /**
   * The hour in which an event counts, with what was drawn in it: its own, or the newest that is
   * known of its device. What is older counts there as well, since only one hour is remembered, and
   * a device that sends a backlog beside what it sees now would begin anew with every event.
   */
  public DeviceHour hourOf(EventHeader header, @Nullable DeviceHour known) {
    DeviceHour hour = DeviceHour.of(header.happenedAt());
    return known != null && known.hour() >= hour.hour() ? known : hour;
  }

  /**
   * Draws a rejected event, or does not.
   *
   * @param before what has been drawn of its device in its hour
   */
  public Optional<Draw> draw(EventHeader header, DeviceHour before) {
    double whole = shareOf(header);
    if (whole == 0 || before.drawn() >= mostPerHour) {
      return Optional.empty();
    }
    double share = Math.scalb(whole, -(int) ((long) before.drawn() * STEPS / mostPerHour));
    return Lot.of(header) < share ? Optional.of(new Draw(share)) : Optional.empty();
  }

  private double shareOf(EventHeader header) {
    return Scope.narrowest(byScope, header.tenant(), header.deviceClass(), usual);
  }
}
