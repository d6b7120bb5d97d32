package dev.vedette.core.watch;

import java.io.Serializable;
import java.util.Optional;

/**
 * Which devices a rule is for: those of a tenant, of a class, of a name, or of several of these.
 *
 * @param tenant {@link #ANY} for every one
 * @param deviceClass {@link #ANY} for every one
 * @param device {@link #ANY} for every one
 */
public record DeviceScope(String tenant, String deviceClass, String device)
    implements Serializable {
  public static final String ANY = "*";

  static final int CLASS_NAMED = 1;
  static final int TENANT_NAMED = 2;
  static final int DEVICE_NAMED = 4;

  public DeviceScope {
    requireName("tenant", tenant);
    requireName("device class", deviceClass);
    requireName("device", device);
  }

  private static void requireName(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a %s's name is blank".formatted(what));
    }
  }

  /** The scope of a rank that this one is in, or that it is itself; empty if there is none. */
  Optional<DeviceScope> widened(int rank) {
    return (rank & ~rank()) != 0
        ? Optional.empty()
        : Optional.of(
            new DeviceScope(
                (rank & TENANT_NAMED) == 0 ? ANY : tenant,
                (rank & CLASS_NAMED) == 0 ? ANY : deviceClass,
                (rank & DEVICE_NAMED) == 0 ? ANY : device));
  }

  /**
   * How narrow it is: a device is narrower than a tenant, a tenant than a class. No device is in
   * two scopes of one rank.
   */
  int rank() {
    return (device.equals(ANY) ? 0 : DEVICE_NAMED)
        + (tenant.equals(ANY) ? 0 : TENANT_NAMED)
        + (deviceClass.equals(ANY) ? 0 : CLASS_NAMED);
  }

  /** For people: {@code tenant acme, device cam-7}. */
  @Override
  public String toString() {
    String names = named("tenant", tenant) + named("class", deviceClass) + named("device", device);
    return names.isEmpty() ? "all devices" : names.substring(2);
  }

  private static String named(String what, String name) {
    return name.equals(ANY) ? "" : ", %s %s".formatted(what, name);
  }
}
