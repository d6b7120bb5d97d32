package dev.vedette.core.money;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the lines of a ledger add up to: a fold that gives the same result in whatever order and
 * however often they are read.
 *
 * <p>Not thread-safe.
 */
public final class LedgerBooks {
  private final Map<String, BookedCall> calls = new HashMap<>();
  private final Map<Sum, LedgerLine> avoided = new HashMap<>();

  /** What is told again and again as one minute goes by. */
  private record Sum(String tenant, String deviceClass, String gate, String cause, Instant minute) {
    static Sum of(AvoidedCost cost) {
      return new Sum(cost.tenant(), cost.deviceClass(), cost.gate(), cost.cause(), cost.beganAt());
    }
  }

  public static LedgerBooks of(Iterable<LedgerLine> lines) {
    var books = new LedgerBooks();
    lines.forEach(books::add);
    return books;
  }

  /** With one more line. What begins and ends reservations is no money. */
  public void add(LedgerLine line) {
    LedgerCall call = line.call();
    AvoidedCost cost = line.avoided();
    if (call != null) {
      calls.merge(call.requestId(), BookedCall.of(line), BookedCall::with);
    } else if (cost != null) {
      avoided.merge(Sum.of(cost), line, LedgerBooks::more);
    }
  }

  private static LedgerLine more(LedgerLine one, LedgerLine other) {
    int byEvents = Long.compare(events(one), events(other));
    boolean isOne = byEvents == 0 ? one.micros() >= other.micros() : byEvents > 0;
    return isOne ? one : other;
  }

  private static long events(LedgerLine line) {
    return Objects.requireNonNull(line.avoided()).events();
  }

  /** All calls, in no order. */
  public Collection<BookedCall> calls() {
    return Collections.unmodifiableCollection(calls.values());
  }

  /** The call that the provider was told of by this name. */
  public Optional<BookedCall> call(String requestId) {
    return Optional.ofNullable(calls.get(requestId));
  }

  /** The lines on avoided cost that count, one for each sum, in no order. */
  public Collection<LedgerLine> avoided() {
    return Collections.unmodifiableCollection(avoided.values());
  }

  /** What all calls are known to have cost. */
  public long spentMicros() {
    return calls.values().stream().mapToLong(BookedCall::spentMicros).reduce(0, Math::addExact);
  }

  /** What all calls of which it is unknown may have cost. */
  public long unknownMicros() {
    return calls.values().stream().mapToLong(BookedCall::unknownMicros).reduce(0, Math::addExact);
  }
}
