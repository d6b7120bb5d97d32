package dev.vedette.core.money;

import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
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
  private final MiniatureCalls calls;
  private final Set<LedgerGrant> endedBefore;
  private final List<Open> grants = new ArrayList<>();
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

  /**
   * @param turn of the latest grant
   */
  MiniatureAsk(
      Flaw flaw, MiniatureLedger ledger, MiniatureCalls calls, Checkpoint checkpoint, long turn) {
    this.flaw = flaw;
    this.ledger = ledger;
    this.calls = calls;
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
      case 3, 4, 5 -> calls.hearOfAny(random, now);
      case 6, 7 -> endAny(random, now);
      case 8 -> tellAny(random);
      default -> grants.removeIf(open -> open.isOver && random.nextInt(4) == 0);
    }
  }

  private void callUnderAny(Random random, Instant now) {
    if (grants.isEmpty()) {
      return;
    }
    Open open = grants.get(random.nextInt(grants.size()));
    if (open.left < 1) {
      end(open, now);
    } else if (mayCall(open)) {
      open.left--;
      calls.begin(open.granted, open.nextAttempt++, random, now);
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

  /** What may yet be billed by calls that are under way, or may still be made. */
  long mayYetCost(Limit limit, String tenant, Instant start) {
    long sum = calls.mayYetCost(limit, tenant, start);
    for (Open open : grants) {
      Granted one = open.granted;
      if (mayCall(open) && isUnder(limit, one.grant(), one.account(), tenant, start)) {
        sum += open.left * dearest(limit, one.reservation());
      }
    }
    return sum;
  }

  static boolean isUnder(
      Limit limit, LedgerGrant grant, Account account, String tenant, Instant start) {
    return account.tenant().equals(tenant)
        && !grant.grantedAt().isBefore(start)
        && limit.isOver(account.deviceClass(), account.label());
  }

  private static long dearest(Limit limit, Reservation reservation) {
    return reservation.roads().stream()
        .filter(road -> limit.counts(road.provider()))
        .mapToLong(RoadPrice::micros)
        .max()
        .orElse(0);
  }

  private boolean mayCall(Open open) {
    return open.left > 0 && (!open.isOver || flaw == Flaw.CALLS_AFTER_THE_END);
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

  void finishAll(Random random, Instant now) {
    calls.finishAll(random, now);
    grants.forEach(open -> end(open, now));
    untold.forEach(end -> ledger.append(end.line()));
  }
}
