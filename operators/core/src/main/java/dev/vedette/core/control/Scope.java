package dev.vedette.core.control;

import java.io.Serializable;
import java.util.List;

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
  }

  /** All that a device is in, the one first whose order counts most. */
  static List<Scope> of(String tenant, String deviceClass) {
    return List.of(
        new Scope(tenant, deviceClass),
        new Scope(tenant, ANY),
        new Scope(ANY, deviceClass),
        EVERYBODY);
  }

  /** As the topic's records are keyed: {@code acme/door}. */
  @Override
  public String toString() {
    return tenant + '/' + deviceClass;
  }
}
