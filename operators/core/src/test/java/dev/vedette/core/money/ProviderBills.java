package dev.vedette.core.money;

import dev.vedette.core.budget.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** What the providers have on their bills. They know nothing of budgets. */
final class ProviderBills {
  private final List<Billed> all = new ArrayList<>();

  /**
   * A call on the bill.
   *
   * @param turn of its grant among all that were given
   */
  private record Billed(LedgerCall call, long turn, long micros) {}

  void bill(LedgerCall call, long turn, long micros) {
    all.add(new Billed(call, turn, micros));
  }

  /** A provider takes part of a bill back. */
  Optional<LedgerCall> credit(Random random) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int place = random.nextInt(all.size());
    Billed bill = all.get(place);
    all.set(place, new Billed(bill.call(), bill.turn(), random.nextInt((int) bill.micros() + 1)));
    return Optional.of(bill.call());
  }

  long of(LedgerCall call) {
    return sum(bill -> bill.call().requestId().equals(call.requestId()));
  }

  long since(String tenant, Instant start) {
    return sum(
        bill -> bill.call().tenant().equals(tenant) && !bill.call().grantedAt().isBefore(start));
  }

  /** What counts against a limit of what was granted from one turn to another. */
  long under(Limit limit, Predicate<String> tenants, Instant start, long from, long until) {
    return sum(
        bill ->
            bill.turn() >= from
                && bill.turn() <= until
                && !bill.call().grantedAt().isBefore(start)
                && tenants.test(bill.call().tenant())
                && limit.counts(bill.call().provider())
                && limit.isOver(bill.call().deviceClass(), bill.call().label()));
  }

  private long sum(Predicate<Billed> which) {
    long sum = 0;
    for (Billed bill : all) {
      sum += which.test(bill) ? bill.micros() : 0;
    }
    return sum;
  }
}
