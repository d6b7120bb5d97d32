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

  /** The devices that are in this scope and in another; empty if there can be none. */
  Optional<DeviceScope> meeting(DeviceScope other) {
    return meet(tenant, other.tenant)
            && meet(deviceClass, other.deviceClass)
            && meet(device, other.device)
        ? Optional.of(
            new DeviceScope(
                narrower(tenant, other.tenant),
                narrower(deviceClass, other.deviceClass),
                narrower(device, other.device)))
        : Optional.empty();
  }

  private static boolean meet(String one, String other) {
    return one.equals(other) || one.equals(ANY) || other.equals(ANY);
  }

  private static String narrower(String one, String other) {
    return one.equals(ANY) ? other : one;
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
