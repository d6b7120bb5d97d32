package dev.vedette.core.money;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the lines of a ledger add up to: a fold that gives the same result in whatever order and
 * however often they are read.
 *
 * <p>A ledger has millions of calls. So names that many of them have in common are kept once, and
 * of a minute of avoided cost three numbers.
 *
 * <p>Not thread-safe.
 */
public final class LedgerBooks {
  private final Map<String, BookedCall> calls = new HashMap<>();
  private final Map<AvoidedSeries, AvoidedMinutes> avoided = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

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
      LedgerCall shared = call.named(name -> names.computeIfAbsent(name, same -> same));
      calls.merge(call.requestId(), BookedCall.of(line, shared), BookedCall::with);
    } else if (cost != null) {
      avoided
          .computeIfAbsent(AvoidedSeries.of(cost), same -> new AvoidedMinutes())
          .tell(cost.beganAt(), cost.events(), line.micros());
    }
  }

  /** Without a call, of which nobody wants to know; one more line on it brings it back. */
  public void drop(String requestId) {
    calls.remove(requestId);
  }

  /** All calls, in no order. */
  public Collection<BookedCall> calls() {
    return Collections.unmodifiableCollection(calls.values());
  }

  /** The call that the provider was told of by this name. */
  public Optional<BookedCall> call(String requestId) {
    return Optional.ofNullable(calls.get(requestId));
  }

  /** What was avoided in each minute, made as it is read. */
  public Stream<AvoidedSum> avoided() {
    return avoided.entrySet().stream().flatMap(one -> one.getValue().of(one.getKey()));
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
