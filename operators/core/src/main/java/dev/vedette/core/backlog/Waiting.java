package dev.vedette.core.backlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Questions that wait, in the orders in which they are wanted, and no more than have room. */
final class Waiting {
  private static final Comparator<Kept> BY_END =
      Comparator.comparing(Kept::until).thenComparing(Kept::inferenceId);
  private static final Comparator<Kept> WORTH_LEAST =
      Comparator.comparingInt(Kept::priority).thenComparing(BY_END);
  private static final Comparator<Kept> BY_REST =
      Comparator.comparing(Kept::restsUntil).thenComparing(Kept::inferenceId);

  private final BacklogBounds bounds;
  private final Accounts accounts;
  private final Map<String, Kept> byId = new HashMap<>();
  private final TreeSet<Kept> byEnd = new TreeSet<>(BY_END);
  private final Ages ages = new Ages();
  private final TreeSet<Kept> byWorth = new TreeSet<>(WORTH_LEAST);
  private final TreeSet<Kept> resting = new TreeSet<>(BY_REST);
  private long bytes;

  Waiting(BacklogBounds bounds, Accounts accounts) {
    this.bounds = bounds;
    this.accounts = accounts;
  }

  @Nullable Kept get(String inferenceId) {
    return byId.get(inferenceId);
  }

  /** Adds one that is not among them, and takes out what has no room then. */
  List<Kept> add(Kept kept) {
    byId.put(kept.inferenceId(), kept);
    byEnd.add(kept);
    ages.add(kept);
    byWorth.add(kept);
    resting.add(kept);
    bytes += kept.bytes();
    List<Kept> out = new ArrayList<>();
    while (byId.size() > bounds.questions() || bytes > bounds.bytes()) {
      Kept least = byWorth.first();
      remove(least);
      out.add(least);
    }
    return out;
  }

  void remove(Kept kept) {
    byId.remove(kept.inferenceId());
    byEnd.remove(kept);
    ages.remove(kept);
    byWorth.remove(kept);
    resting.remove(kept);
    accounts.of(kept).remove(kept);
    accounts.forgetIfIdle(kept);
    bytes -= kept.bytes();
  }

  /** Takes out one that nobody wants answered any more; null if there is none. */
  @Nullable Kept pollTooOld(Instant now) {
    if (byEnd.isEmpty() || now.isBefore(byEnd.first().until())) {
      return null;
    }
    Kept oldest = byEnd.first();
    remove(oldest);
    return oldest;
  }

  /** Takes out the one that is wanted most of those that may be asked now; null if none may. */
  @Nullable Kept pollWantedMost(Instant now) {
    while (!resting.isEmpty() && !now.isBefore(resting.first().restsUntil())) {
      Kept rested = resting.pollFirst();
      accounts.of(rested).add(rested);
    }
    Kept wanted = accounts.wantedMost(now);
    if (wanted != null) {
      remove(wanted);
    }
    return wanted;
  }

  /** When the gate judged the oldest of them. */
  Optional<Instant> oldest() {
    return ages.oldest();
  }

  Collection<Kept> all() {
    return byEnd;
  }

  int size() {
    return byId.size();
  }

  long bytes() {
    return bytes;
  }
}
