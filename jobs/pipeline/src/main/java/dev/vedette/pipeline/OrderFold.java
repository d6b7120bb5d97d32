package dev.vedette.pipeline;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the records of the control topic, read in their order, leave in force. */
public final class OrderFold {
  private final OrderCodec codec;
  private final Set<String> unreadable = new TreeSet<>();
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
   * @return why it is no order; then what was in force for its key stays, or the mode is edge
   */
  public Optional<String> take(ConsumerRecord<byte[], byte[]> record)
      throws SchemaRegistryException {
    String key = keyOf(record);
    if (record.value() == null) {
      unreadable.remove(key);
      Scope.named(key).ifPresent(scope -> orders = orders.without(scope));
      return Optional.empty();
    }
    try {
      Order order = codec.decode(record.headers(), record.value());
      if (!order.scope().toString().equals(key)) {
        return refuse(key, "it is for %s, and its key is '%s'".formatted(order.scope(), key));
      }
      orders = orders.with(order);
      unreadable.remove(key);
      return Optional.empty();
    } catch (UnreadableRecordException e) {
      return refuse(key, e.objection().detail());
    }
  }

  /**
   * What was in force for the key stays. If nothing is known any more, since compaction may have
   * deleted it, nothing is asked: more than was ordered must not come of a record of no use.
   */
  private Optional<String> refuse(String key, String fault) {
    unreadable.add(key);
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

  static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  public Orders orders() {
    return orders;
  }

  /** Keys whose last record is no order. */
  public Set<String> unreadable() {
    return Set.copyOf(unreadable);
  }
}
