package dev.vedette.core.money;

import dev.vedette.core.budget.Bucket;
import dev.vedette.core.budget.Buckets;
import dev.vedette.core.budget.Grain;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.flow.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The money of one tenant as the job keeps it: buckets, what is open, what was settled and is
 * remembered for a while; and beside it what is expected.
 */
final class MiniatureMoney {
  /** How long a settled inference is remembered. */
  static final Duration MEMORY = Duration.ofMinutes(45);

  private static final Duration SWEEP = Duration.ofMinutes(15);

  private final Flaw flaw;
  private final Instant startedAt;
  private final boolean hasState;
  private final Map<Bucket, Sums> sums = new HashMap<>();
  private final Map<String, Exposure> open = new HashMap<>();
  private final ExpectedMoney expected;
  private Map<String, Exposure> newer = new HashMap<>();
  private Map<String, Exposure> older = new HashMap<>();
  private @Nullable Generation generation;

  // Of this run alone.
  private @Nullable Instant nextSweep;
  private long puts;
  private Books books;

  private final Buckets buckets =
      new Buckets() {
        @Override
        public Sums at(Bucket bucket) {
          return sums.getOrDefault(bucket, Sums.ZERO);
        }

        @Override
        public void put(Bucket bucket, Sums young) {
          puts++;
          if (flaw == Flaw.LOSES_SUMS && puts % 50 == 0) {
            return;
          }
          if (young.equals(Sums.ZERO)) {
            sums.remove(bucket);
          } else {
            sums.put(bucket, young);
          }
        }

        @Override
        public void forEach(BiConsumer<Bucket, Sums> action) {
          sums.forEach(action);
        }
      };

  private MiniatureMoney(Flaw flaw, Instant startedAt, boolean hasState, ExpectedMoney expected) {
    this.flaw = flaw;
    this.startedAt = startedAt;
    this.hasState = hasState;
    this.expected = expected;
    this.books = new Books(buckets);
  }

  /** Without state. */
  static MiniatureMoney begun(Flaw flaw, Instant startedAt) {
    return new MiniatureMoney(flaw, startedAt, false, new ExpectedMoney());
  }

  /** The same in a run that begins, or as a checkpoint has it. */
  MiniatureMoney restored(Instant at) {
    var copy = new MiniatureMoney(flaw, at, true, expected.copy());
    copy.sums.putAll(sums);
    copy.open.putAll(open);
    copy.newer.putAll(newer);
    copy.older.putAll(older);
    copy.generation = generation;
    return copy;
  }

  ExpectedMoney expected() {
    return expected;
  }

  Books books() {
    return books;
  }

  /** That have added up nothing yet. */
  Books freshBooks() {
    return new Books(buckets);
  }

  @Nullable Exposure of(String inferenceId) {
    @Nullable Exposure known = open.get(inferenceId);
    if (known == null) {
      known = newer.get(inferenceId);
    }
    return known == null ? older.get(inferenceId) : known;
  }

  void keep(LedgerGrant grant, Account account, Reservation reservation, Instant now) {
    expected.keep(grant, account, reservation);
    if (flaw != Flaw.KEEPS_NOTHING) {
      @Nullable Exposure known = of(grant.inferenceId());
      Exposure before = known == null ? Exposure.of(account) : known;
      replace(grant.inferenceId(), before, before.with(reservation), false, now);
    }
  }

  void fold(LedgerLine line, Instant now) {
    expected.read(line, now);
    String inferenceId = line.inferenceId().orElseThrow();
    @Nullable Exposure before = of(inferenceId);
    LedgerCall call = line.call();
    if (before == null) {
      if (call == null) {
        return;
      }
      before = Exposure.of(call.account());
    }
    boolean isForgotten = !hasState && line.at().isBefore(startedAt.minus(MEMORY));
    replace(inferenceId, before, before.with(seen(line)), isForgotten, now);
  }

  private LedgerLine seen(LedgerLine line) {
    LedgerCall call = line.call();
    return flaw == Flaw.CORRECTS_BY_NO_DIFFERENCE && line.evidence() != null && call != null
        ? LedgerLine.reconciled(
            call.account(), call, line.micros(), new BillingEvidence("usage.csv:1", 0), line.at())
        : line;
  }

  private void replace(
      String inferenceId, Exposure before, Exposure after, boolean isForgotten, Instant now) {
    books.post(before, after, now);
    if (!after.isSettled()) {
      open.put(inferenceId, after);
      return;
    }
    open.remove(inferenceId);
    if (!isForgotten || newer.containsKey(inferenceId) || older.containsKey(inferenceId)) {
      generation = generation == null ? Generation.first(now) : generation;
      newer.put(inferenceId, after);
    }
  }

  /**
   * Drops what has been settled for long enough, and what counted in no period at the last time.
   */
  void forget(Instant now) {
    if (generation != null && !now.isBefore(generation.endsAt(startedAt, MEMORY))) {
      older = newer;
      newer = new HashMap<>();
      generation = older.isEmpty() ? null : generation.next(now);
    }
    sweep(now);
  }

  private void sweep(Instant now) {
    if (nextSweep != null && now.isBefore(nextSweep)) {
      return;
    }
    Instant over = nextSweep == null ? Instant.EPOCH : nextSweep.minus(SWEEP);
    Instant horizon = over.minus(Grain.LONGEST);
    open.values()
        .removeIf(
            exposure -> {
              @Nullable Instant latest = exposure.latest();
              return latest == null || latest.isBefore(horizon);
            });
    sums.keySet().stream().filter(bucket -> bucket.isOver(over)).forEach(expected::lose);
    sums.keySet().removeIf(bucket -> bucket.isOver(over));
    if (sums.isEmpty() && open.isEmpty()) {
      nextSweep = null;
      books = new Books(buckets);
      return;
    }
    books.forgetWindows();
    nextSweep = now.plus(SWEEP);
  }
}
