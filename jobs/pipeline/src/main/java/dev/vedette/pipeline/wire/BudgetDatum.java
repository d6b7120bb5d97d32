package dev.vedette.pipeline.wire;

import dev.vedette.avro.OrderedBudget;
import dev.vedette.avro.OrderedShare;
import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** A budget in Avro's class, as it stands in an order. */
final class BudgetDatum {
  private BudgetDatum() {}

  /** Shares stand in the order of their tenants' names, so that one budget has one form. */
  static OrderedBudget of(Limit limit) {
    BudgetPeriod period = limit.period();
    return new OrderedBudget(
        limit.name(),
        limit.tenant(),
        limit.deviceClass(),
        limit.label(),
        limit.provider(),
        Words.of(period.length()),
        period.isRolling(),
        period.zone().getId(),
        limit.micros(),
        limit.isHard(),
        limit.warnings(),
        limit.shares().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(share -> new OrderedShare(share.getKey(), share.getValue()))
            .toList());
  }

  /**
   * The limit that it is.
   *
   * @throws UnreadableRecordException also for one that nobody can keep
   */
  static Limit limit(OrderedBudget avro) throws UnreadableRecordException {
    Map<String, Integer> shares = new HashMap<>();
    for (OrderedShare share : avro.getShares()) {
      if (shares.put(share.getTenant(), share.getPercent()) != null) {
        throw UnreadableRecordException.malformed("two shares of " + share.getTenant());
      }
    }
    var length = Words.parse(BudgetPeriod.Length.class, avro.getPeriod());
    try {
      return new Limit(
          avro.getName(),
          avro.getTenant(),
          avro.getDeviceClass(),
          avro.getLabel(),
          avro.getProvider(),
          new BudgetPeriod(length, avro.getRolling(), ZoneId.of(avro.getZone())),
          avro.getAmountMicroUsd(),
          avro.getHard(),
          avro.getWarnings(),
          shares);
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw UnreadableRecordException.malformed(String.valueOf(e.getMessage()));
    }
  }
}
