package dev.vedette.core.control;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For whom an order is: a tenant, a device class, both, or everybody.
 *
 * @param tenant {@link #ANY} for every one
 * @param deviceClass {@link #ANY} for every one
 */
public record Scope(String tenant, String deviceClass) implements Serializable {
  public static final String ANY = "*";
  public static final Scope EVERYBODY = new Scope(ANY, ANY);

  public Scope {
    if (tenant.isBlank() || deviceClass.isBlank()) {
      throw new IllegalArgumentException(
          "'%s' and '%s': a tenant and a device class have names".formatted(tenant, deviceClass));
    }
    if (tenant.contains("/")) {
      throw new IllegalArgumentException("no tenant's name has a '/': " + tenant);
    }
  }

  /** The scope that a key names; empty if it names none. A device class may have a '/'. */
  public static Optional<Scope> named(String key) {
    String[] names = key.split("/", 2);
    return names.length == 2 && !names[0].isBlank() && !names[1].isBlank()
        ? Optional.of(new Scope(names[0], names[1]))
        : Optional.empty();
  }

  /** Whether some devices are in both, and an order for this one counts more there. */
  public boolean goesBefore(Scope other) {
    return meets(tenant, other.tenant)
        && meets(deviceClass, other.deviceClass)
        && rank() > other.rank();
  }

  private static boolean meets(String one, String other) {
    return one.equals(other) || one.equals(ANY) || other.equals(ANY);
  }

  private int rank() {
    return (tenant.equals(ANY) ? 0 : 2) + (deviceClass.equals(ANY) ? 0 : 1);
  }

  /** All that a device is in, the one first whose order counts most. */
  static List<Scope> of(String tenant, String deviceClass) {
    return List.of(
        new Scope(tenant, deviceClass),
        new Scope(tenant, ANY),
        new Scope(ANY, deviceClass),
        EVERYBODY);
  }

  /**
   * What a device's narrowest scope says of it that says anything, a tenant's before a device
   * class's. It is asked of every event, so where there are no rules nothing is looked up.
   *
   * @param otherwise what holds where none says anything
   */
  public static <T> T narrowest(
      Map<Scope, T> rules, String tenant, String deviceClass, T otherwise) {
    if (rules.isEmpty()) {
      return otherwise;
    }
    for (Scope scope : of(tenant, deviceClass)) {
      T rule = rules.get(scope);
      if (rule != null) {
        return rule;
      }
    }
    return otherwise;
  }

  /** As the topic's records are keyed: {@code acme/door}. */
  @Override
  public String toString() {
    return tenant + '/' + deviceClass;
  }
}
