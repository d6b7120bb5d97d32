package dev.vedette.core.watch;

import dev.vedette.core.event.EventHeader;
import java.io.Serializable;
import java.util.Map;

/**
 * What counts of all devices. Each thing that a rule can say is taken, for a device, from the
 * narrowest rule that says it: one that names the device before one that names its tenant, that
 * before one that names its class, and last one for all devices.
 */
public record WatchRules(Map<DeviceScope, WatchRule> byScope) implements Serializable {
  /** Everything counts. */
  public static final WatchRules NONE = new WatchRules(Map.of());

  private static final int RANKS = 8;

  public WatchRules {
    byScope = Map.copyOf(byScope);
  }

  /** Whether some rule wants to know how large something is. */
  public boolean measureSizes() {
    return byScope.values().stream()
        .anyMatch(rule -> rule.minSize() != null && !rule.minSize().isNone());
  }

  /** What counts of the device that an event is from. */
  public Watch of(EventHeader header) {
    Watch watch = Watch.EVERYTHING;
    if (byScope.isEmpty()) {
      return watch;
    }
    for (int rank = 0; rank < RANKS; rank++) { // the widest first
      WatchRule rule = byScope.get(DeviceScope.of(header, rank));
      if (rule != null) {
        watch = rule.over(watch);
      }
    }
    return watch;
  }
}
