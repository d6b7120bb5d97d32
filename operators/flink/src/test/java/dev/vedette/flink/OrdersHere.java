package dev.vedette.flink;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.OrderBoard;
import dev.vedette.core.control.OrderLog;
import dev.vedette.core.control.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A board on which the test hangs its orders. */
final class OrdersHere implements OrderBoard {
  int closed;
  volatile Instant knownAt = Instant.EPOCH;
  private volatile OrderLog log = OrderLog.opened(Instant.EPOCH);

  OrderBoardOpener opener() {
    return () -> this;
  }

  void give(String tenant, String deviceClass, Mode mode) {
    give(tenant, deviceClass, mode, Instant.EPOCH);
  }

  void give(String tenant, String deviceClass, Mode mode, Instant at) {
    var order =
        new Order(
            new Scope(tenant, deviceClass), mode, List.of(), ZoneOffset.UTC, at, "for the test");
    log = log.with(log.now().with(order), at);
  }

  /** What each tenant may spend in a day. */
  void limit(String name, long micros) {
    limit(name, micros, true);
  }

  void limit(String name, long micros, boolean isHard) {
    limit(Node.ANY, name, micros, isHard);
  }

  /** What each tenant may spend in a day on devices of a class. */
  void limit(String deviceClass, String name, long micros) {
    limit(deviceClass, name, micros, true);
  }

  private void limit(String deviceClass, String name, long micros, boolean isHard) {
    var limit =
        new Limit(
            name,
            Node.ANY,
            deviceClass,
            Node.ANY,
            Node.ANY,
            new BudgetPeriod(BudgetPeriod.Length.DAY, false, ZoneOffset.UTC),
            micros,
            isHard,
            Limit.USUAL_WARNINGS,
            Map.of());
    order(log.now().limits().with(limit));
  }

  void unlimit(String name) {
    order(log.now().limits().without(name));
  }

  private void order(Limits limits) {
    log = log.with(log.now().with(limits), Instant.EPOCH);
  }

  /** As for a run that begins now, and reads what the topic has kept. */
  void openedAnew(Instant at) {
    log = new OrderLog(at, log.standings());
  }

  @Override
  public OrderLog log() {
    return log;
  }

  @Override
  public Instant knownAt() {
    return knownAt;
  }

  @Override
  public void close() {
    closed++;
  }
}
