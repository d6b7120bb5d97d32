package dev.vedette.core.budget;

import java.util.List;

/**
 * A place in a tenant's tree for which money is added up: all of it, a device class or a label of
 * one, and there what any provider costs, or one.
 *
 * @param deviceClass {@link #ANY} for all
 * @param label {@link #ANY} for all
 * @param provider {@link #ANY} for all together
 */
public record Node(String deviceClass, String label, String provider) {
  public static final String ANY = "*";

  /** From a label up to the root of the tenant's tree. */
  public static List<Node> above(String deviceClass, String label, String provider) {
    return List.of(
        new Node(deviceClass, label, provider),
        new Node(deviceClass, ANY, provider),
        new Node(ANY, ANY, provider));
  }
}
