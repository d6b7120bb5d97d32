package dev.vedette.pipeline;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.core.control.Directive;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.Scope;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.WireOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Orders as they stand in their topic. */
final class GivenOrders {
  static final OrderCodec CODEC = new OrderCodec(WireOptions.PLAIN, "control");

  private GivenOrders() {}

  static Order order(String tenant, String deviceClass, Mode mode) {
    return new Order(
        new Scope(tenant, deviceClass),
        mode,
        List.of(),
        ZoneOffset.UTC,
        Instant.parse("2026-11-27T12:00:00Z"),
        "");
  }

  /** For everybody, a day. */
  static BudgetOrder budget(String name, long micros) {
    return budget(name, micros, true);
  }

  /** The same, which only warns. */
  static BudgetOrder softBudget(String name, long micros) {
    return budget(name, micros, false);
  }

  private static BudgetOrder budget(String name, long micros, boolean isHard) {
    return new BudgetOrder(
        new Limit(
            name,
            Node.ANY,
            Node.ANY,
            Node.ANY,
            Node.ANY,
            new BudgetPeriod(BudgetPeriod.Length.DAY, false, ZoneId.of("UTC")),
            micros,
            isHard,
            Limit.USUAL_WARNINGS,
            Map.of()),
        Instant.parse("2026-11-27T12:00:00Z"),
        "");
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, Directive order) {
    return record(offset, order, Instant.EPOCH);
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, Directive order, Instant appendedAt) {
    try {
      return record(0, offset, order, appendedAt, CODEC);
    } catch (SchemaRegistryException e) {
      throw new IllegalStateException("there is no registry here", e);
    }
  }

  static ConsumerRecord<byte[], byte[]> record(
      int partition, long offset, Directive order, Instant appendedAt, OrderCodec codec)
      throws SchemaRegistryException {
    Encoded encoded = codec.encode(order);
    return record(
        partition,
        offset,
        appendedAt,
        order.key(),
        encoded.value(),
        new RecordHeaders(encoded.headers()));
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, String key, byte[] value) {
    return record(offset, key, value, new RecordHeaders());
  }

  static ConsumerRecord<byte[], byte[]> record(
      long offset, String key, byte[] value, Headers headers) {
    return record(0, offset, Instant.EPOCH, key, value, headers);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      int partition, long offset, Instant appendedAt, String key, byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        "control",
        partition,
        offset,
        appendedAt.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        key.length(),
        value == null ? 0 : value.length,
        key.getBytes(StandardCharsets.UTF_8),
        value,
        headers,
        Optional.empty());
  }
}
