package dev.vedette.core.budget;

import dev.vedette.core.money.Account;
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

  public Node {
    if (deviceClass.equals(ANY) && !label.equals(ANY)) {
      throw new IllegalArgumentException("a label of no class: " + label);
    }
  }

  /** From the account up to its root. */
  static List<Node> above(Account account, String provider) {
    return List.of(
        new Node(account.deviceClass(), account.label(), provider),
        new Node(account.deviceClass(), ANY, provider),
        new Node(ANY, ANY, provider));
  }
}
