package dev.vedette.cli.cost;

import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a ledger that an export can have a word on: those that it names, those of its time,
 * and those of which it is unknown whether they were billed. A ledger goes back a year, and an
 * export a month: of all others no more is kept than that they are settled.
 */
final class NearCalls implements Consumer<LedgerLine> {
  private final LedgerBooks books = new LedgerBooks();
  private final Set<String> settledElsewhere = new HashSet<>();
  private final Set<String> providers = new TreeSet<>();
  private final Set<String> names = new HashSet<>();
  private final @Nullable Instant from;
  private final @Nullable Instant until;
  private @Nullable Instant begins;

  /**
   * None yet.
   *
   * @param from since when the export is said to have all calls; null if nobody says
   * @param until the same
   */
  NearCalls(UsageExport export, @Nullable Instant from, @Nullable Instant until) {
    for (UsageRow row : export.rows()) {
      names.add(row.clientRequestId());
      names.add(row.requestId());
    }
    names.remove("");
    this.from = least(Stream.concat(Stream.ofNullable(from), times(export)));
    this.until = most(Stream.concat(Stream.ofNullable(until), times(export)));
  }

  private static Stream<Instant> times(UsageExport export) {
    return export.rows().stream().map(UsageRow::at).filter(Objects::nonNull);
  }

  private static @Nullable Instant least(Stream<Instant> times) {
    return times.min(Instant::compareTo).orElse(null);
  }

  private static @Nullable Instant most(Stream<Instant> times) {
    return times.max(Instant::compareTo).orElse(null);
  }

  @Override
  public void accept(LedgerLine line) {
    LedgerCall call = line.call();
    if (call == null) {
      return;
    }
    begins = begins == null || line.at().isBefore(begins) ? line.at() : begins;
    providers.add(call.provider());
    String name = call.requestId();
    if (settledElsewhere.contains(name)) {
      return;
    }
    books.add(line);
    BookedCall booked = books.call(name).orElseThrow();
    if ((booked.settled() != null || booked.reconciled() != null) && !isNear(booked)) {
      books.drop(name);
      settledElsewhere.add(name);
    }
  }

  private boolean isNear(BookedCall call) {
    BookedCall.Settled settled = call.settled();
    return names.contains(call.call().requestId())
        || (settled != null && names.contains(settled.requestId()))
        || (from != null
            && until != null
            && !call.firstAt().isBefore(from)
            && !call.firstAt().isAfter(until));
  }

  LedgerBooks books() {
    return books;
  }

  /** When the ledger begins; null if it has no calls. */
  @Nullable Instant begins() {
    return begins;
  }

  /** Those of all calls. */
  Set<String> providers() {
    return providers;
  }
}
