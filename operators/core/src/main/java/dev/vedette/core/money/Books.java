package dev.vedette.core.money;

import dev.vedette.core.budget.Bucket;
import dev.vedette.core.budget.Buckets;
import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Grain;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.money.Exposure.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a tenant has spent, and may yet by what was granted: for each node of its tree, by time.
 *
 * <p>All that it says is a sum over {@link Buckets}; sums of periods that were asked for are kept
 * here and carried on with time, so that a month costs no more than a minute.
 */
public final class Books {
  /** Beyond it all is added up anew. */
  private static final int MOST_STEPS = 10_000;

  /**
   * What was over this long ago is not added up: a job without state reads a month of it. What is
   * over since then is, for a clock that is ahead for now may come back.
   */
  static final Duration LEEWAY = Duration.ofHours(6);

  private final Buckets buckets;
  private final Map<Window, Balance> balances = new HashMap<>();

  private record Window(Node node, BudgetPeriod period) {}

  /** Of all grains from one on, in seconds of the epoch. */
  private record Balance(long from, Sums sums) {}

  public Books(Buckets buckets) {
    this.buckets = buckets;
  }

  /** Something has become of an inference. */
  public void post(Exposure before, Exposure after, Instant now) {
    Account account = after.account();
    Map<Posting, Sums> old = before.postings();
    Map<Posting, Sums> young = after.postings();
    Set<Posting> touched = new HashSet<>(old.keySet());
    touched.addAll(young.keySet());
    for (Posting posting : touched) {
      Sums change =
          young.getOrDefault(posting, Sums.ZERO).minus(old.getOrDefault(posting, Sums.ZERO));
      if (!change.equals(Sums.ZERO)) {
        Node.above(account.deviceClass(), account.label(), posting.provider())
            .forEach(node -> add(node, posting.grantedAt(), change, now));
      }
    }
  }

  private void add(Node node, Instant grantedAt, Sums change, Instant now) {
    for (Grain grain : Grain.values()) {
      var bucket = new Bucket(node, grain, grain.startOf(grantedAt));
      if (!bucket.isOver(now.minus(LEEWAY))) {
        buckets.put(bucket, buckets.at(bucket).plus(change));
        balances.replaceAll(
            (window, balance) ->
                window.node().equals(node)
                        && window.period().grain() == grain
                        && bucket.startSeconds() >= balance.from()
                    ? new Balance(balance.from(), balance.sums().plus(change))
                    : balance);
      }
    }
  }

  /** What counts at a time. */
  public Sums within(Node node, BudgetPeriod period, Instant now) {
    var window = new Window(node, period);
    Balance balance = carriedOn(window, period.startAt(now), now);
    balances.put(window, balance);
    return balance.sums();
  }

  private Balance carriedOn(Window window, long from, Instant now) {
    Balance balance = balances.get(window);
    Grain grain = window.period().grain();
    if (balance == null
        || from < balance.from()
        || balance.from() < grain.horizon(now)
        || from - balance.from() > MOST_STEPS * (grain.after(0))) {
      return addedUp(window, from);
    }
    Sums sums = balance.sums();
    for (long start = balance.from(); start < from; start = grain.after(start)) {
      sums = sums.minus(buckets.at(new Bucket(window.node(), grain, start)));
    }
    return new Balance(from, sums);
  }

  private Balance addedUp(Window window, long from) {
    Sums[] sums = {Sums.ZERO};
    buckets.forEach(
        (bucket, kept) -> {
          if (bucket.node().equals(window.node())
              && bucket.grain() == window.period().grain()
              && bucket.startSeconds() >= from) {
            sums[0] = sums[0].plus(kept);
          }
        });
    return new Balance(from, sums[0]);
  }

  /** Drops the sums of periods that nobody asks for any more. */
  public void forgetWindows() {
    balances.clear();
  }
}
