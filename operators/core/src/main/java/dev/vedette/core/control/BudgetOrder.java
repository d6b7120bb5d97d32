package dev.vedette.core.control;

import dev.vedette.core.budget.Limit;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/** What may be spent until another order about the same budget comes. */
public record BudgetOrder(Limit limit, Instant givenAt, String note)
    implements Directive, Serializable {
  private static final String PREFIX = "budget:";

  /** As the topic's records are keyed: {@code budget:doors}. */
  public static String keyOf(String name) {
    return PREFIX + name;
  }

  /**
   * The budget that a key is about; empty if it is about none. A scope's key has a '/', which no
   * budget's name has, so neither is taken for the other, whatever a tenant is called.
   */
  public static Optional<String> named(String key) {
    return key.startsWith(PREFIX) && key.indexOf('/') < 0
        ? Optional.of(key.substring(PREFIX.length()))
        : Optional.empty();
  }

  @Override
  public String key() {
    return keyOf(limit.name());
  }
}
