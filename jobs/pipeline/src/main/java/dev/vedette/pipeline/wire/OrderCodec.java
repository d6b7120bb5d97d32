package dev.vedette.pipeline.wire;

import dev.vedette.avro.OrderedBudget;
import dev.vedette.avro.OrderedHours;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.core.control.Directive;
import dev.vedette.core.control.Hours;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.Scope;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Orders to and from the topic. Times are kept to the microsecond.
 *
 * <p>Thread-safe.
 */
public final class OrderCodec implements Serializable {
  private static final long serialVersionUID = 1;

  private final RecordCodec<dev.vedette.avro.Order> records;

  public OrderCodec(WireOptions options, String topic) {
    this.records = new RecordCodec<>(options, topic, dev.vedette.avro.Order.class);
  }

  public Encoded encode(Directive directive) throws SchemaRegistryException {
    return records.encode(
        directive instanceof BudgetOrder budget ? toAvro(budget) : toAvro((Order) directive));
  }

  /**
   * @throws UnreadableRecordException also for a mode, a day, a period or a zone that this version
   *     has no name for
   */
  public Directive decode(Headers headers, byte @Nullable [] value)
      throws UnreadableRecordException, SchemaRegistryException {
    return records.decode(headers, value, OrderCodec::fromAvro);
  }

  private static dev.vedette.avro.Order toAvro(Order order) {
    return new dev.vedette.avro.Order(
        order.scope().tenant(),
        order.scope().deviceClass(),
        Words.of(order.mode()),
        order.hours().stream().map(OrderCodec::toAvro).toList(),
        order.zone().getId(),
        order.givenAt(),
        order.note(),
        null);
  }

  private static dev.vedette.avro.Order toAvro(BudgetOrder order) {
    return new dev.vedette.avro.Order(
        Scope.ANY,
        Scope.ANY,
        "",
        List.of(),
        "UTC",
        order.givenAt(),
        order.note(),
        BudgetDatum.of(order.limit()));
  }

  private static OrderedHours toAvro(Hours hours) {
    return new OrderedHours(
        EnumSet.copyOf(hours.when().days()).stream().map(Words::of).toList(),
        hours.when().from().toString(),
        hours.when().until().toString(),
        Words.of(hours.mode()));
  }

  private static Directive fromAvro(dev.vedette.avro.Order avro) throws UnreadableRecordException {
    OrderedBudget budget = avro.getBudget();
    return budget == null
        ? order(avro)
        : new BudgetOrder(BudgetDatum.limit(budget), avro.getGivenAt(), avro.getNote());
  }

  private static Order order(dev.vedette.avro.Order avro) throws UnreadableRecordException {
    List<Hours> hours = new ArrayList<>();
    for (OrderedHours some : avro.getHours()) {
      hours.add(fromAvro(some));
    }
    try {
      return new Order(
          new Scope(avro.getTenant(), avro.getDeviceClass()),
          Words.parse(Mode.class, avro.getMode()),
          hours,
          ZoneId.of(avro.getZone()),
          avro.getGivenAt(),
          avro.getNote());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw UnreadableRecordException.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Hours fromAvro(OrderedHours avro) throws UnreadableRecordException {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String day : avro.getDays()) {
      days.add(Words.parse(DayOfWeek.class, day));
    }
    try {
      return new Hours(
          days,
          LocalTime.parse(avro.getFrom()),
          LocalTime.parse(avro.getUntil()),
          Words.parse(Mode.class, avro.getMode()));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw UnreadableRecordException.malformed(String.valueOf(e.getMessage()));
    }
  }
}
