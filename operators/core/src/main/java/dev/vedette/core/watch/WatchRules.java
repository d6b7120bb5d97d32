package dev.vedette.core.watch;

import dev.vedette.core.event.EventHeader;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What counts of all devices. Each thing that a rule can say is taken, for a device, from the
 * narrowest rule that says it: one that names the device before one that names its tenant, that
 * before one that names its class, and last one for all devices.
 */
public record WatchRules(Map<DeviceScope, WatchRule> byScope) implements Serializable {
  /** Everything counts. */
  public static final WatchRules NONE = new WatchRules(Map.of());

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
    return byScope.isEmpty()
        ? Watch.EVERYTHING
        : of(new DeviceScope(header.tenant(), header.deviceClass(), header.device()));
  }

  /** What counts of all devices of a scope, unless a narrower rule says otherwise. */
  private Watch of(DeviceScope scope) {
    Watch watch = Watch.EVERYTHING;
    for (int rank = 0; rank <= scope.rank(); rank++) { // the widest first
      Optional<DeviceScope> wider = scope.widened(rank);
      WatchRule rule = wider.isEmpty() ? null : byScope.get(wider.get());
      if (rule != null) {
        watch = rule.over(watch);
      }
    }
    return watch;
  }

  /** The first scope for which the rules together say what nothing can fulfil, and what that is. */
  public Optional<String> contradiction() {
    return scopes()
        .flatMap(
            scope ->
                of(scope).contradiction().map(fact -> "%s: %s".formatted(scope, fact)).stream())
        .findFirst();
  }

  /** Those that rules name, always in the same order. */
  public Stream<DeviceScope> scopes() {
    return byScope.keySet().stream()
        .sorted(Comparator.comparingInt(DeviceScope::rank).thenComparing(DeviceScope::toString));
  }
}
