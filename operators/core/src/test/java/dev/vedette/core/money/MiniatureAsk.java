package dev.vedette.core.money;

import dev.vedette.core.Examples;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes the calls that were granted, several of one grant at a time. It goes on from a checkpoint
 * of its own, in which are the grants that it has not handed on, and the ends that the ledger may
 * not have heard of.
 */
final class MiniatureAsk {
  private final Flaw flaw;
  private final MiniatureLedger ledger;
  private final ProviderBills bills;
  private final Set<LedgerGrant> endedBefore;
  private final List<Open> grants = new ArrayList<>();
  private final List<UnderWay> underWay = new ArrayList<>();
  private final List<Untold> untold = new ArrayList<>();

  /**
   * Leave to make calls.
   *
   * @param turn among all grants
   */
  record Granted(
      Account account, LedgerGrant grant, Reservation reservation, long turn, int first) {}

  private record Untold(LedgerLine line, long turn) {}

  /** What is left of a run in its checkpoint. */
  record Checkpoint(List<Granted> grants, List<LedgerLine> untold) {
    static final Checkpoint NONE = new Checkpoint(List.of(), List.of());
  }

  private static final class Open {
    final Granted granted;
    int left;
    int nextAttempt;
    boolean isOver;

    Open(Granted granted) {
      this.granted = granted;
      this.left = granted.reservation().calls();
      this.nextAttempt = granted.first();
    }
  }

  private record UnderWay(LedgerCall call, long turn, long worst, long price, boolean isBilled) {}

  MiniatureAsk(
      Flaw flaw, MiniatureLedger ledger, ProviderBills bills, Checkpoint checkpoint, long turn) {
    this.flaw = flaw;
    this.ledger = ledger;
    this.bills = bills;
    this.endedBefore = new HashSet<>();
    for (LedgerLine line : checkpoint.untold()) {
      endedBefore.add(line.grant());
      if (flaw != Flaw.NEVER_TELLS_AGAIN) {
        untold.add(new Untold(line, turn));
      }
    }
    checkpoint.grants().forEach(this::resume);
  }

  /** Nobody has written yet what this run writes: the ledger is as its epoch line finds it. */
  private void resume(Granted granted) {
    var open = new Open(granted);
    open.left -= ledger.callsUnder(granted.grant());
    open.nextAttempt =
        Math.max(granted.first(), ledger.latestAttempt(granted.grant().inferenceId()) + 1);
    boolean isUntold =
        flaw != Flaw.CALLS_AFTER_AN_UNTOLD_END && endedBefore.contains(granted.grant());
    if (ledger.hasEnded(granted.grant()) || isUntold) {
      open.left = 0;
    }
    grants.add(open);
  }

  void take(Granted granted) {
    grants.add(new Open(granted));
  }

  void anyStep(Random random, Instant now) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> callUnderAny(random, now);
      case 3, 4, 5 -> hearOfAny(random, now);
      case 6 -> endAny(random, now);
      case 7, 8 -> tellAny(random);
      default -> grants.removeIf(open -> open.isOver && random.nextBoolean());
    }
  }

  private void callUnderAny(Random random, Instant now) {
    if (grants.isEmpty()) {
      return;
    }
    Open open = grants.get(random.nextInt(grants.size()));
    if (open.left < 1) {
      end(open, now);
    } else if (!open.isOver || flaw == Flaw.CALLS_AFTER_THE_END) {
      begin(open, random, now);
    }
  }

  private void begin(Open open, Random random, Instant now) {
    open.left--;
    if (random.nextInt(16) == 0) {
      return; // the ledger did not take the line, so there is no call
    }
    List<RoadPrice> roads = open.granted.reservation().roads();
    RoadPrice road = roads.get(random.nextInt(roads.size()));
    long worst = road.micros() - random.nextInt(20);
    LedgerCall call = call(open.granted, open.nextAttempt++, road.provider());
    ledger.append(LedgerLine.dispatched(call.account(), call, worst, now));
    long price = random.nextInt((int) worst + 1);
    underWay.add(new UnderWay(call, open.granted.turn(), worst, price, false));
  }

  /** Also of calls whose grant has ended: another one's answer was sooner. */
  private void hearOfAny(Random random, Instant now) {
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
    if (random.nextBoolean()) {
      bill(one);
    }
  }

  private void endAny(Random random, Instant now) {
    if (!grants.isEmpty()) {
      end(grants.get(random.nextInt(grants.size())), now);
    }
  }

  private void end(Open open, Instant now) {
    if (!open.isOver) {
      open.isOver = true;
      LedgerGrant over = open.granted.grant();
      if (!endedBefore.contains(over)) {
        var line = LedgerLine.ended(open.granted.account(), over, now);
        untold.add(new Untold(line, open.granted.turn()));
      }
    }
  }

  private void tellAny(Random random) {
    if (!untold.isEmpty()) {
      int place = random.nextInt(untold.size());
      ledger.append(untold.get(place).line());
      if (random.nextInt(4) > 0) { // or else it was not acknowledged, and is told again
        untold.remove(place);
      }
    }
  }

  boolean isUnderWay(LedgerCall call) {
    return underWay.stream().anyMatch(one -> one.call().equals(call));
  }

  /**
   * What it knows of the grants before a barrier.
   *
   * @param turn of the last of them
   */
  Checkpoint checkpoint(long turn) {
    return new Checkpoint(
        grants.stream().map(open -> open.granted).filter(one -> one.turn() <= turn).toList(),
        untold.stream().filter(end -> end.turn() <= turn).map(Untold::line).toList());
  }

  /** The job dies: calls may be billed all the same. */
  void die(Random random) {
    underWay.stream().filter(one -> !one.isBilled()).forEach(one -> billOrNot(one, random));
  }

  void finishAll(Random random, Instant now) {
    while (!underWay.isEmpty()) {
      hearOfAny(random, now);
    }
    grants.forEach(open -> end(open, now));
    untold.forEach(end -> ledger.append(end.line()));
  }

  private static LedgerCall call(Granted granted, int attempt, String provider) {
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
