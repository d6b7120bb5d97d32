package dev.vedette.simulators.provider;

import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of a simulated provider cannot change while it runs.
 *
 * @param port on loopback; 0 for any free one
 * @param key that callers must bear; null where anybody may call
 * @param keptEntries of the books, the latest; the totals cover all calls
 * @param sight whether a picture, a JPEG, bears out what is asked about it; null for a provider
 *     that looks at none
 */
public record ProviderSetup(
    int port,
    @Nullable String key,
    int keptEntries,
    InstantSource clock,
    @Nullable Predicate<byte[]> sight) {
  public static final ProviderSetup DEFAULTS =
      new ProviderSetup(0, null, Integer.MAX_VALUE, InstantSource.system(), null);

  public ProviderSetup {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port is not in 0..65535: " + port);
    }
    if (key != null && key.isBlank()) {
      throw new IllegalArgumentException("key is blank");
    }
    if (keptEntries < 0) {
      throw new IllegalArgumentException("keptEntries < 0: " + keptEntries);
    }
  }

  public ProviderSetup at(int otherPort) {
    return new ProviderSetup(otherPort, key, keptEntries, clock, sight);
  }

  public ProviderSetup guardedBy(String otherKey) {
    return new ProviderSetup(port, otherKey, keptEntries, clock, sight);
  }

  public ProviderSetup keeping(int entries) {
    return new ProviderSetup(port, key, entries, clock, sight);
  }

  public ProviderSetup timedBy(InstantSource otherClock) {
    return new ProviderSetup(port, key, keptEntries, otherClock, sight);
  }

  /** One that looks: it confirms where one of a question's pictures bears it out. */
  public ProviderSetup seeing(Predicate<byte[]> otherSight) {
    return new ProviderSetup(port, key, keptEntries, clock, otherSight);
  }

  @Override
  public String toString() {
    return "port %d, %s, the last %d calls"
        .formatted(port, key == null ? "open" : "guarded", keptEntries);
  }
}
