package dev.vedette.flink;

import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.OrderBoard;
import dev.vedette.core.control.Orders;
import dev.vedette.core.control.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A board on which the test hangs its orders. */
final class OrdersHere implements OrderBoard {
  int closed;
  private volatile Orders orders = Orders.NONE;

  OrderBoardOpener opener() {
    return () -> this;
  }

  void give(String tenant, String deviceClass, Mode mode) {
    orders =
        orders.with(
            new Order(
                new Scope(tenant, deviceClass),
                mode,
                List.of(),
                ZoneOffset.UTC,
                Instant.EPOCH,
                "for the test"));
  }

  @Override
  public Orders orders() {
    return orders;
  }

  @Override
  public void close() {
    closed++;
  }
}
