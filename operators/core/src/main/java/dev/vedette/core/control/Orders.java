package dev.vedette.core.control;

import dev.vedette.core.budget.Limits;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The orders in force: for a device, that of the narrowest scope counts, a tenant's before a device
 * class's; and what may be spent.
 */
public record Orders(Map<Scope, Order> byScope, Limits limits) implements Serializable {
  /** Nobody has ordered anything. */
  public static final Orders NONE = new Orders(Map.of(), Limits.NONE);

  public Orders {
    byScope = Map.copyOf(byScope);
  }

  /** The same with an order that replaces the one its scope had. */
  public Orders with(Order order) {
    Map<Scope, Order> orders = new HashMap<>(byScope);
    orders.put(order.scope(), order);
    return new Orders(orders, limits);
  }

  /** The same after a scope's order was taken back. */
  public Orders without(Scope scope) {
    Map<Scope, Order> orders = new HashMap<>(byScope);
    orders.remove(scope);
    return new Orders(orders, limits);
  }

  /** The same with other limits. */
  public Orders with(Limits others) {
    return new Orders(byScope, others);
  }

  public Mode modeOf(String tenant, String deviceClass, Instant now) {
    if (byScope.isEmpty()) {
      return Mode.HYBRID;
    }
    for (Scope scope : Scope.of(tenant, deviceClass)) {
      Order order = byScope.get(scope);
      if (order != null) {
        return order.modeAt(now);
      }
    }
    return Mode.HYBRID;
  }

  public Collection<Order> all() {
    return byScope.values();
  }
}
