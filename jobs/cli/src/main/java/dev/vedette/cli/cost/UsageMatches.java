package dev.vedette.cli.cost;

import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of an export are about which calls of the ledger: by the name that the provider was
 * told, which is in the ledger before the call, and otherwise by the provider's own, which an
 * answer brings along.
 *
 * @param credited calls of which more is taken back than billed: their bills are in other exports
 */
record UsageMatches(List<Billed> billed, List<Billed> credited, List<UsageRow> unmatched) {

  static UsageMatches of(LedgerBooks books, UsageExport export) {
    Map<String, BookedCall> byProvidersName = byProvidersName(books);
    Map<BookedCall, List<UsageRow>> found = new LinkedHashMap<>();
    List<UsageRow> unmatched = new ArrayList<>();
    for (UsageRow row : export.rows()) {
      Optional<BookedCall> call = books.call(row.clientRequestId());
      if (call.isEmpty()) {
        call = Optional.ofNullable(byProvidersName.get(row.requestId()));
      }
      if (call.isPresent()) {
        found.computeIfAbsent(call.get(), same -> new ArrayList<>()).add(row);
      } else {
        unmatched.add(row);
      }
    }
    List<Billed> billed = new ArrayList<>();
    List<Billed> credited = new ArrayList<>();
    for (Map.Entry<BookedCall, List<UsageRow>> one : found.entrySet()) {
      var all = new Billed(one.getKey(), one.getValue());
      (all.isCredit() ? credited : billed).add(all);
    }
    return new UsageMatches(billed, credited, unmatched);
  }

  /** Names that stand for one call each: a provider that begins to count anew names none. */
  private static Map<String, BookedCall> byProvidersName(LedgerBooks books) {
    Map<String, BookedCall> byName = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (BookedCall call : books.calls()) {
      BookedCall.Settled settled = call.settled();
      if (settled != null
          && !settled.requestId().isEmpty()
          && byName.put(settled.requestId(), call) != null) {
        ambiguous.add(settled.requestId());
      }
    }
    ambiguous.forEach(byName::remove);
    return byName;
  }

  /**
   * Whether the export has our names for calls: otherwise any row that was not found may be the
   * call of which it is unknown.
   */
  boolean isNamedByUs() {
    return !billed.isEmpty()
        && billed.stream()
            .allMatch(
                one ->
                    one.rows().stream()
                        .filter(row -> !row.isCredit())
                        .allMatch(
                            row -> row.clientRequestId().equals(one.call().call().requestId())));
  }

  /** Of calls that the export has a word on. */
  Set<String> requestIds() {
    return Stream.concat(billed.stream(), credited.stream())
        .map(one -> one.call().call().requestId())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Which calls the export would have: those of its time, its providers and its models, as far as
   * somebody says or its rows show.
   *
   * @param provider whose export it is, all of it; null if nobody says
   */
  Coverage coverage(
      @Nullable Instant from, @Nullable Instant until, Duration margin, @Nullable String provider) {
    // Of calls that are ours: a credit comes when it comes, and others' rows say nothing of ours.
    List<Instant> times =
        billed.stream()
            .flatMap(one -> one.rows().stream())
            .filter(row -> !row.isCredit())
            .map(UsageRow::at)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    Instant first = times.isEmpty() ? null : times.get(0);
    Instant last = times.isEmpty() ? null : times.get(times.size() - 1);
    Duration skew = skew();
    return new Coverage(
        from == null ? first : from,
        until == null ? last : until,
        skew.compareTo(margin) > 0 ? skew : margin,
        provider == null ? names(one -> one.call().call().provider()) : Set.of(provider),
        provider == null ? names(one -> one.call().call().model()) : null);
  }

  private Set<String> names(Function<Billed, String> name) {
    return billed.stream().map(name).collect(Collectors.toUnmodifiableSet());
  }

  /** How far the provider's times are from ours at most; a credit comes when it comes. */
  Duration skew() {
    return billed.stream()
        .flatMap(
            one ->
                one.rows().stream()
                    .filter(row -> !row.isCredit())
                    .map(row -> distance(one.call(), row)))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Duration distance(BookedCall call, UsageRow row) {
    Instant at = row.at();
    return at == null ? Duration.ZERO : Duration.between(call.firstAt(), at).abs();
  }
}
