package dev.vedette.core.watch;

import dev.vedette.core.event.EventHeader;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What counts of all devices. Each thing that a rule can say is taken, for a device, from the
 * narrowest rule that says it: one that names the device before one that names its tenant, that
 * before one that names its class, and last one for all devices.
 */
public final class WatchRules implements Serializable {
  private static final long serialVersionUID = 1;

  /** Everything counts. */
  public static final WatchRules NONE = new WatchRules(Map.of());

  /** Devices whose rules are put together once; of more, some again. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Map<DeviceScope, WatchRule> byScope;
  private final transient Map<DeviceScope, Watch> remembered = new ConcurrentHashMap<>();

  public WatchRules(Map<DeviceScope, WatchRule> byScope) {
    this.byScope = Map.copyOf(byScope);
  }

  public Map<DeviceScope, WatchRule> byScope() {
    return byScope;
  }

  /** Whether some rule wants to know how large something is. */
  public boolean measureSizes() {
    return byScope.values().stream()
        .anyMatch(rule -> rule.minSize() != null && !rule.minSize().isNone());
  }

  /** What counts of the device that an event is from. */
  public Watch of(EventHeader header) {
    if (byScope.isEmpty()) {
      return Watch.EVERYTHING;
    }
    var device = new DeviceScope(header.tenant(), header.deviceClass(), header.device());
    Watch known = remembered.get(device);
    if (known != null) {
      return known;
    }
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    Watch watch = of(device);
    remembered.put(device, watch);
    return watch;
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

  /**
   * The first devices of which the rules together say what nothing can fulfil, and what that is:
   * those of a rule, and those that two rules are for.
   */
  public Optional<String> contradiction() {
    List<DeviceScope> all = scopes().toList();
    return Stream.concat(all.stream(), meetings(all))
        .distinct()
        .flatMap(
            scope ->
                of(scope).contradiction().map(fact -> "%s: %s".formatted(scope, fact)).stream())
        .findFirst();
  }

  private Stream<DeviceScope> meetings(List<DeviceScope> all) {
    return all.stream()
        .filter(this::bounds)
        .flatMap(
            one ->
                all.stream()
                    .filter(other -> other.rank() > one.rank() && bounds(other))
                    .flatMap(other -> one.meeting(other).stream()));
  }

  /** Whether a scope's rule says how much of a picture may count. */
  private boolean bounds(DeviceScope scope) {
    WatchRule rule = byScope.get(scope);
    return rule != null && (rule.zones() != null || rule.masks() != null || rule.minSize() != null);
  }

  /** Those that rules name, always in the same order. */
  public Stream<DeviceScope> scopes() {
    return byScope.keySet().stream()
        .sorted(Comparator.comparingInt(DeviceScope::rank).thenComparing(DeviceScope::toString));
  }

  private Object readResolve() {
    return new WatchRules(byScope);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WatchRules rules && byScope.equals(rules.byScope);
  }

  @Override
  public int hashCode() {
    return byScope.hashCode();
  }

  @Override
  public String toString() {
    return byScope.toString();
  }
}
