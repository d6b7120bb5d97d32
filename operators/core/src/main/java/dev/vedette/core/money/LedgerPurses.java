package dev.vedette.core.money;

import dev.vedette.core.budget.Bucket;
import dev.vedette.core.budget.Buckets;
import dev.vedette.core.budget.Sums;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The purses of all tenants as a ledger has them, folded as the job folds it.
 *
 * <p>What is kept for calls under way is not in a ledger, so none of it is reserved here. Lines may
 * be read from the beginning of the longest period on; all later ones are needed.
 */
public final class LedgerPurses {
  private final Instant now;
  private final Map<String, Exposure> exposures = new HashMap<>();
  private final Map<String, Books> books = new TreeMap<>();

  /**
   * @param now of which the purses are
   */
  public LedgerPurses(Instant now) {
    this.now = now;
  }

  /** With one more line. */
  public void add(LedgerLine line) {
    String inferenceId = line.inferenceId().orElse(null);
    if (inferenceId == null) {
      return;
    }
    Exposure before = exposures.get(inferenceId);
    LedgerCall call = line.call();
    if (before == null) {
      if (call == null) {
        return; // the end of a grant without a call
      }
      before = Exposure.of(call.account());
    }
    Exposure after = before.with(line);
    exposures.put(inferenceId, after);
    books(after.account().root()).post(before, after, now);
  }

  /** Those of whom there are calls, in the order of their names. */
  public List<String> tenants() {
    return List.copyOf(books.keySet());
  }

  /** What a tenant may spend, whether there are calls or not. */
  public Purse of(String tenant) {
    return new Purse(tenant, books(tenant));
  }

  private Books books(String tenant) {
    return books.computeIfAbsent(tenant, any -> new Books(new Kept()));
  }

  private static final class Kept implements Buckets {
    private final Map<Bucket, Sums> sums = new HashMap<>();

    @Override
    public Sums at(Bucket bucket) {
      return sums.getOrDefault(bucket, Sums.ZERO);
    }

    @Override
    public void put(Bucket bucket, Sums more) {
      sums.put(bucket, more);
    }

    @Override
    public void forEach(BiConsumer<Bucket, Sums> action) {
      sums.forEach(action);
    }
  }
}
