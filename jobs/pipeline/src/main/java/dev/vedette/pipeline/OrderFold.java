package dev.vedette.pipeline;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.core.control.Directive;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.Orders;
import dev.vedette.core.control.Scope;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import dev.vedette.pipeline.wire.WireOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the records of the control topic, read in their order, leave in force. */
public final class OrderFold {
  private final OrderCodec codec;
  private final Set<String> unreadable = new TreeSet<>();
  private final Map<String, BudgetOrder> budgets = new TreeMap<>();
  private Orders orders = Orders.NONE;

  OrderFold(OrderCodec codec) {
    this.codec = codec;
  }

  /** Of a deployment's topic. */
  public static OrderFold of(ReadableConfig config) throws InvalidConfigurationException {
    return new OrderFold(codec(config));
  }

  public static OrderCodec codec(ReadableConfig config) throws InvalidConfigurationException {
    var settings = new SourceSettings(config);
    WireOptions wire = settings.wire();
    return new OrderCodec(wire, settings.topics().control());
  }

  /**
   * Takes the next record.
   *
   * @return why it is no order; then what was in force for its key stays. If nothing was, the mode
   *     is edge, or of a budget, nothing may be spent
   */
  public Optional<String> take(ConsumerRecord<byte[], byte[]> record)
      throws SchemaRegistryException {
    String key = keyOf(record);
    if (record.value() == null) {
      takeBack(key);
      return Optional.empty();
    }
    try {
      Directive directive = codec.decode(record.headers(), record.value());
      if (!directive.key().equals(key)) {
        return refuse(key, "it is for %s, and its key is '%s'".formatted(directive.key(), key));
      }
      unreadable.remove(key);
      put(directive);
      return Optional.empty();
    } catch (UnreadableRecordException e) {
      return refuse(key, e.objection().detail());
    }
  }

  private void put(Directive directive) {
    if (directive instanceof BudgetOrder budget) {
      budgets.put(budget.key(), budget);
      limitAnew();
    } else {
      orders = orders.with((Order) directive);
    }
  }

  private void takeBack(String key) {
    unreadable.remove(key);
    budgets.remove(key);
    limitAnew();
    Scope.named(key).ifPresent(scope -> orders = orders.without(scope));
  }

  /**
   * What was in force for the key stays. If nothing is known any more, since compaction may have
   * deleted it, nothing is asked: more than was ordered must not come of a record of no use.
   */
  private Optional<String> refuse(String key, String fault) {
    unreadable.add(key);
    limitAnew();
    Optional<Scope> scope = Scope.named(key);
    if (scope.isPresent() && !orders.byScope().containsKey(scope.get())) {
      orders =
          orders.with(
              new Order(
                  scope.get(),
                  Mode.EDGE,
                  List.of(),
                  ZoneOffset.UTC,
                  Instant.EPOCH,
                  "the last record cannot be read, and no earlier one is left"));
    }
    return Optional.of(fault);
  }

  private void limitAnew() {
    Map<String, Limit> limits = new HashMap<>();
    budgets.values().forEach(budget -> limits.put(budget.limit().name(), budget.limit()));
    for (String name : unknownBudgets()) {
      Limit nothing = nothing(name);
      limits.put(nothing.name(), nothing);
    }
    orders = orders.with(new Limits(limits));
  }

  /**
   * What may be spent while a budget is not known: it may have been about anybody, and about less
   * than all the others.
   */
  private static Limit nothing(String name) {
    try {
      return nothingBy(name);
    } catch (IllegalArgumentException e) {
      return nothingBy("unreadable"); // it has no name by which it could be set again
    }
  }

  private static Limit nothingBy(String name) {
    return new Limit(
        name,
        Node.ANY,
        Node.ANY,
        Node.ANY,
        Node.ANY,
        new BudgetPeriod(BudgetPeriod.Length.DAY, false, ZoneOffset.UTC),
        0,
        true,
        List.of(),
        Map.of());
  }

  static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  public Orders orders() {
    return orders;
  }

  /** What is in force of what was ordered under a key. */
  Optional<Directive> inForce(String key) {
    BudgetOrder budget = budgets.get(key);
    return budget == null
        ? Scope.named(key).<Directive>map(orders.byScope()::get)
        : Optional.of(budget);
  }

  /** The budgets in force that can be read, by name. */
  public List<BudgetOrder> budgets() {
    return List.copyOf(budgets.values());
  }

  /** Names of budgets of which nothing is known; while there are any, nothing may be spent. */
  public Set<String> unknownBudgets() {
    return unreadable.stream()
        .filter(key -> !budgets.containsKey(key))
        .flatMap(key -> BudgetOrder.named(key).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Keys whose last record is no order. */
  public Set<String> unreadable() {
    return Set.copyOf(unreadable);
  }
}
