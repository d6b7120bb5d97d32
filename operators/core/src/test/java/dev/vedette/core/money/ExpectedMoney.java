package dev.vedette.core.money;

import dev.vedette.core.budget.Bucket;
import dev.vedette.core.budget.Grain;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.Sums;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What has to count against a tenant's limits, by all lines that were read and all grants that are
 * open: a plain list that is added up anew each time, and forgets nothing.
 */
final class ExpectedMoney {
  private static final long NOBODY_KNOWS = -1;

  private final Map<String, Call> calls = new HashMap<>();
  private final Map<LedgerGrant, Kept> kept = new HashMap<>();
  private final Map<Grain, Instant> lost = new EnumMap<>(Grain.class);

  /**
   * @param earlier calls of a grant with the same name, which died with its run
   */
  private record Kept(Account account, Reservation reservation, long earlier) {}

  private record Call(LedgerCall call, long worst, long known, long billed) {
    Call with(LedgerLine line) {
      return switch (line.entry()) {
        case DISPATCHED, UNKNOWN -> new Call(call, Math.max(worst, line.micros()), known, billed);
        case SETTLED, RELEASED -> new Call(call, worst, Math.max(known, line.micros()), billed);
        case RECONCILED -> new Call(call, worst, known, line.micros());
        case EPOCH, ENDED, AVOIDED, REPEATED -> this;
      };
    }

    Sums sums() {
      if (billed != NOBODY_KNOWS) {
        return new Sums(billed, 0, 0);
      }
      return known == NOBODY_KNOWS ? new Sums(0, worst, 0) : new Sums(known, 0, 0);
    }
  }

  ExpectedMoney copy() {
    var copy = new ExpectedMoney();
    copy.calls.putAll(calls);
    copy.kept.putAll(kept);
    copy.lost.putAll(lost);
    return copy;
  }

  void keep(LedgerGrant grant, Account account, Reservation reservation) {
    kept.put(grant, new Kept(account, reservation, made(grant)));
  }

  void read(LedgerLine line, Instant now) {
    LedgerGrant over = line.grant();
    LedgerCall call = line.call();
    if (over != null) {
      kept.remove(over);
      changed(over.grantedAt(), now);
    } else if (call != null) {
      calls.merge(
          call.requestId(),
          new Call(call, 0, NOBODY_KNOWS, NOBODY_KNOWS).with(line),
          (known, one) -> known.with(line));
      changed(call.grantedAt(), now);
    }
  }

  /** What is long over by the clock is not noted down, and missing if that is put back. */
  private void changed(Instant grantedAt, Instant now) {
    var node = new Node(Node.ANY, Node.ANY, Node.ANY);
    for (Grain grain : Grain.values()) {
      var bucket = new Bucket(node, grain, grain.startOf(grantedAt));
      if (bucket.isOver(now.minus(Books.LEEWAY))) {
        lose(bucket);
      }
    }
  }

  void lose(Bucket bucket) {
    Instant end = Instant.ofEpochSecond(bucket.grain().after(bucket.startSeconds()));
    lost.merge(bucket.grain(), end, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** Whether a clock that was right could ask for so much. */
  boolean reachesBackTo(Grain grain, Instant start) {
    Instant end = lost.get(grain);
    return end == null || !start.isBefore(end);
  }

  /** All that counts from a time on. */
  Sums since(Instant start, Node node) {
    Sums all = Sums.ZERO;
    for (Call one : calls.values()) {
      LedgerCall call = one.call();
      if (!call.grantedAt().isBefore(start)
          && isIn(node, call.account())
          && (node.provider().equals(Node.ANY) || node.provider().equals(call.provider()))) {
        all = all.plus(one.sums());
      }
    }
    for (Map.Entry<LedgerGrant, Kept> open : kept.entrySet()) {
      if (!open.getKey().grantedAt().isBefore(start) && isIn(node, open.getValue().account())) {
        all = all.plus(new Sums(0, 0, reserved(open.getKey(), open.getValue(), node)));
      }
    }
    return all;
  }

  private long reserved(LedgerGrant grant, Kept open, Node node) {
    long made = made(grant) - open.earlier();
    long dearest = 0;
    for (var road : open.reservation().roads()) {
      if (node.provider().equals(Node.ANY) || node.provider().equals(road.provider())) {
        dearest = Math.max(dearest, road.micros());
      }
    }
    return Math.max(0, open.reservation().calls() - made) * dearest;
  }

  private long made(LedgerGrant grant) {
    return calls.values().stream().filter(one -> one.call().grant().equals(grant)).count();
  }

  private static boolean isIn(Node node, Account account) {
    return (node.deviceClass().equals(Node.ANY) || node.deviceClass().equals(account.deviceClass()))
        && (node.label().equals(Node.ANY) || node.label().equals(account.label()));
  }
}
