package dev.vedette.core.money;

import dev.vedette.core.Examples;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Calls on their way to a provider and back, with their lines in the ledger. */
final class MiniatureCalls {
  private final MiniatureLedger ledger;
  private final ProviderBills bills;
  private final boolean isDear;
  private final List<UnderWay> underWay = new ArrayList<>();

  private record UnderWay(LedgerCall call, long turn, long worst, long price, boolean isBilled) {}

  /**
   * @param isDear whether each call is billed at its worst case
   */
  MiniatureCalls(MiniatureLedger ledger, ProviderBills bills, boolean isDear) {
    this.ledger = ledger;
    this.bills = bills;
    this.isDear = isDear;
  }

  /** One more under a grant, unless the ledger does not take its line. */
  void begin(MiniatureAsk.Granted granted, int attempt, Random random, Instant now) {
    if (random.nextInt(16) == 0) {
      return;
    }
    List<RoadPrice> roads = granted.reservation().roads();
    RoadPrice road = roads.get(random.nextInt(roads.size()));
    long worst = road.micros() - random.nextInt(20);
    LedgerCall call = call(granted, attempt, road.provider());
    ledger.append(LedgerLine.dispatched(call.account(), call, worst, now));
    long price = isDear ? worst : random.nextInt((int) worst + 1);
    underWay.add(new UnderWay(call, granted.turn(), worst, price, false));
  }

  /** Also of calls whose grant has ended: another one's answer was sooner. */
  void hearOfAny(Random random, Instant now) {
    if (underWay.isEmpty()) {
      return;
    }
    UnderWay one = underWay.remove(random.nextInt(underWay.size()));
    LedgerCall call = one.call();
    Account account = call.account();
    int outcome = one.isBilled() ? 9 : random.nextInt(10);
    switch (outcome) {
      case 0, 1 -> ledger.append(LedgerLine.released(account, call, Reason.OFFLINE, now));
      case 2 -> billOrNot(one, random); // and nothing more was written
      case 3, 4 -> {
        billOrNot(one, random);
        ledger.append(LedgerLine.unknown(account, call, one.worst(), Reason.TIMEOUT, now));
      }
      case 5 -> { // its answer comes all the same
        bill(one);
        ledger.append(LedgerLine.unknown(account, call, one.worst(), Reason.TIMEOUT, now));
        underWay.add(new UnderWay(call, one.turn(), one.worst(), one.price(), true));
      }
      default -> {
        if (!one.isBilled()) {
          bill(one);
        }
        ledger.append(LedgerLine.settled(account, call, Examples.answer(one.price()), now));
      }
    }
  }

  private void bill(UnderWay one) {
    bills.bill(one.call(), one.turn(), one.price());
  }

  private void billOrNot(UnderWay one, Random random) {
    if (isDear || random.nextBoolean()) {
      bill(one);
    }
  }

  /** What may yet be billed of them. */
  long mayYetCost(Limit limit, String tenant, Instant start) {
    long sum = 0;
    for (UnderWay one : underWay) {
      LedgerCall call = one.call();
      boolean counts =
          !one.isBilled()
              && limit.counts(call.provider())
              && MiniatureAsk.isUnder(limit, call.grant(), call.account(), tenant, start);
      sum += counts ? one.worst() : 0;
    }
    return sum;
  }

  boolean isUnderWay(LedgerCall call) {
    return underWay.stream().anyMatch(one -> one.call().equals(call));
  }

  /** The job dies: they may be billed all the same. */
  void die(Random random) {
    underWay.stream().filter(one -> !one.isBilled()).forEach(one -> billOrNot(one, random));
    underWay.clear();
  }

  void finishAll(Random random, Instant now) {
    while (!underWay.isEmpty()) {
      hearOfAny(random, now);
    }
  }

  private static LedgerCall call(MiniatureAsk.Granted granted, int attempt, String provider) {
    Account account = granted.account();
    return new LedgerCall(
        granted.grant().inferenceId(),
        attempt,
        attempt > 1,
        "e-" + granted.grant().inferenceId(),
        account.tenant(),
        "cam-1",
        account.deviceClass(),
        account.label(),
        "face@1.0.0",
        0.9,
        provider,
        "m",
        "p-1",
        granted.reservation().grantedAt());
  }
}
