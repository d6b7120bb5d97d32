package dev.vedette.cli.cost;

import dev.vedette.cli.ledger.Selection;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    AvoidedPrices prices = AvoidedPrices.of(calls);
    boolean isToldApart = dimensions.stream().allMatch(Dimension::isOfAvoided);
    Map<List<String>, Avoided> avoided = new TreeMap<>(BY_NAMES);
    books
        .avoided()
        .filter(sum -> selection.has(sum.cost()))
        .forEach(
            sum ->
                avoided.merge(
                    isToldApart ? group(sum.cost(), dimensions, zone) : List.of(),
                    prices.of(sum),
                    Avoided::plus));
    // Of what is looked at: a tenant's month follows from its own days, not from others'.
    Stream<Instant> times =
        Stream.concat(
            calls.stream().map(BookedCall::countsAt),
            books
                .avoided()
                .map(sum -> sum.cost())
                .filter(selection::has)
                .map(AvoidedCost::beganAt));
    return new CostReport(
        List.copyOf(dimensions),
        zone,
        dimensions.isEmpty()
            ? List.of()
            : rows(calls, isToldApart ? avoided : null, dimensions, zone),
        CostRow.of(
            List.of(), calls, avoided.values().stream().reduce(Avoided.NOTHING, Avoided::plus)),
        calls.stream()
            .filter(BookedCall::isUnknown)
            .sorted(
                Comparator.comparing(BookedCall::firstAt)
                    .thenComparing(call -> call.call().requestId()))
            .toList(),
        Observed.of(times));
  }

  private static List<String> group(AvoidedCost cost, List<Dimension> dimensions, ZoneId zone) {
    return dimensions.stream().flatMap(one -> one.of(cost, zone).stream()).toList();
  }

  private static List<CostRow> rows(
      List<BookedCall> calls,
      @Nullable Map<List<String>, Avoided> avoided,
      List<Dimension> dimensions,
      ZoneId zone) {
    Map<List<String>, List<BookedCall>> groups = new TreeMap<>(BY_NAMES);
    for (BookedCall call : calls) {
      List<String> group = dimensions.stream().map(one -> one.of(call, zone)).toList();
      groups.computeIfAbsent(group, same -> new ArrayList<>()).add(call);
    }
    if (avoided != null) {
      avoided.keySet().forEach(group -> groups.computeIfAbsent(group, same -> new ArrayList<>()));
    }
    List<CostRow> rows = new ArrayList<>();
    groups.forEach(
        (group, some) ->
            rows.add(
                CostRow.of(
                    group,
                    some,
                    avoided == null ? null : avoided.getOrDefault(group, Avoided.NOTHING))));
    return rows;
  }

  /** The dimensions as they are typed. */
  String by() {
    return dimensions.stream().map(one -> Spelling.of(one)).collect(Collectors.joining(", "));
  }
}
