package dev.vedette.cli.cost;

import dev.vedette.cli.ledger.Selection;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was spent, told apart.
 *
 * @param rows one for each group, in the order of their names; none without dimensions
 * @param unknown calls that may have been billed, the oldest first
 * @param observed the time that it is about; null where the ledger has nothing in it
 */
record CostReport(
    List<Dimension> dimensions,
    ZoneId zone,
    List<CostRow> rows,
    CostRow total,
    List<BookedCall> unknown,
    @Nullable Observed observed) {

  private static final Comparator<List<String>> BY_NAMES =
      (one, other) -> {
        int order = 0;
        for (int i = 0; order == 0 && i < one.size(); i++) {
          order = one.get(i).compareTo(other.get(i));
        }
        return order;
      };

  static CostReport of(
      LedgerBooks books, Selection selection, List<Dimension> dimensions, ZoneId zone) {
    List<BookedCall> calls = books.calls().stream().filter(selection::has).toList();
    List<LedgerLine> avoided = books.avoided().stream().filter(selection::has).toList();
    return new CostReport(
        List.copyOf(dimensions),
        zone,
        dimensions.isEmpty() ? List.of() : rows(calls, avoided, dimensions, zone),
        CostRow.of(List.of(), calls, avoided),
        calls.stream()
            .filter(BookedCall::isUnknown)
            .sorted(
                Comparator.comparing(BookedCall::firstAt)
                    .thenComparing(call -> call.call().requestId()))
            .toList(),
        Observed.of(times(calls, avoided)));
  }

  /** Of what is looked at: a tenant's month follows from its own days, not from others'. */
  private static Stream<Instant> times(List<BookedCall> calls, List<LedgerLine> avoided) {
    return Stream.concat(
        calls.stream().map(BookedCall::countsAt),
        avoided.stream().map(line -> Objects.requireNonNull(line.avoided()).beganAt()));
  }

  private static List<CostRow> rows(
      List<BookedCall> calls, List<LedgerLine> avoided, List<Dimension> dimensions, ZoneId zone) {
    Map<List<String>, List<BookedCall>> groups = new TreeMap<>(BY_NAMES);
    for (BookedCall call : calls) {
      List<String> group = dimensions.stream().map(one -> one.of(call, zone)).toList();
      groups.computeIfAbsent(group, same -> new ArrayList<>()).add(call);
    }
    Map<List<String>, List<LedgerLine>> avoidedGroups = new TreeMap<>(BY_NAMES);
    boolean isToldApart = dimensions.stream().allMatch(Dimension::isOfAvoided);
    for (LedgerLine line : isToldApart ? avoided : List.<LedgerLine>of()) {
      var cost = Objects.requireNonNull(line.avoided());
      List<String> group = dimensions.stream().flatMap(one -> one.of(cost, zone).stream()).toList();
      avoidedGroups.computeIfAbsent(group, same -> new ArrayList<>()).add(line);
      groups.computeIfAbsent(group, same -> new ArrayList<>());
    }
    List<CostRow> rows = new ArrayList<>();
    for (Map.Entry<List<String>, List<BookedCall>> group : groups.entrySet()) {
      List<LedgerLine> lines = avoidedGroups.getOrDefault(group.getKey(), List.of());
      rows.add(CostRow.of(group.getKey(), group.getValue(), isToldApart ? lines : null));
    }
    return rows;
  }

  /** The dimensions as they are typed. */
  String by() {
    return dimensions.stream().map(one -> Spelling.of(one)).collect(Collectors.joining(", "));
  }
}
