package dev.vedette.cli.cost;

import dev.vedette.core.money.BillingEvidence;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ledger held against an export of the provider's books.
 *
 * <p>What the export says of a call is the last word on it. What it does not say is a word only
 * where it certainly has all calls of that time: an unknown call that is not in it was not billed
 * then. It has them all only if no call is missing that was answered, so was billed; and one can
 * only be told to be missing where calls go by our names, as an unknown one has no other.
 *
 * @param isNamedByUs whether the export has our names for calls
 * @param equal calls on which both agree
 * @param differing calls on which they do not
 * @param resolved calls of which it was unknown
 * @param unbilled unknown calls that the export would have if they had been billed
 * @param missing calls that were billed by the ledger, and that the export should have and has not
 * @param left calls of which it stays unknown
 * @param credited calls of which more is taken back than billed. Their bills are in an earlier
 *     export, and whether the ledger has been told of the one or the other nobody knows, so it
 *     keeps what it has, which is no less than the truth
 * @param credits rows that take something back from nobody in particular
 * @param earlier rows of before the ledger begins, of which it can say nothing
 * @param unexplained all other rows: money that was spent without this ledger
 */
record Reconciliation(
    UsageExport export,
    boolean isNamedByUs,
    List<Billed> equal,
    List<Billed> differing,
    List<Billed> resolved,
    List<BookedCall> unbilled,
    List<BookedCall> missing,
    List<BookedCall> left,
    List<Billed> credited,
    List<UsageRow> credits,
    List<UsageRow> earlier,
    List<UsageRow> unexplained) {

  private static final Comparator<BookedCall> OLDEST_FIRST =
      Comparator.comparing(BookedCall::firstAt).thenComparing(call -> call.call().requestId());

  static Reconciliation of(
      NearCalls calls, UsageExport export, UsageMatches matches, Coverage coverage) {
    List<Billed> equal = new ArrayList<>();
    List<Billed> differing = new ArrayList<>();
    List<Billed> resolved = new ArrayList<>();
    for (Billed billed : matches.billed()) {
      if (billed.call().isUnknown()) {
        resolved.add(billed);
      } else {
        (billed.isEqual() ? equal : differing).add(billed);
      }
    }
    Set<String> found = matches.requestIds();
    List<BookedCall> others =
        calls.books().calls().stream()
            .filter(call -> !found.contains(call.call().requestId()))
            .sorted(OLDEST_FIRST)
            .toList();
    List<BookedCall> missing =
        others.stream().filter(coverage::covers).filter(call -> call.spentMicros() > 0).toList();
    boolean isWhole = missing.isEmpty() && export.bad().isEmpty() && matches.isNamedByUs();
    List<BookedCall> unknown = others.stream().filter(BookedCall::isUnknown).toList();
    List<BookedCall> unbilled =
        unknown.stream().filter(call -> isWhole && coverage.covers(call)).toList();
    List<BookedCall> left = new ArrayList<>(unknown);
    left.removeAll(Set.copyOf(unbilled));
    matches.credited().stream().map(Billed::call).filter(BookedCall::isUnknown).forEach(left::add);
    Instant begins = Objects.requireNonNull(calls.begins(), "no calls");
    List<UsageRow> credits = new ArrayList<>();
    List<UsageRow> earlier = new ArrayList<>();
    List<UsageRow> unexplained = new ArrayList<>();
    for (UsageRow row : matches.unmatched()) {
      Instant at = row.at();
      boolean isEarlier = at != null && at.isBefore(begins.minus(coverage.margin()));
      (row.isCredit() ? credits : isEarlier ? earlier : unexplained).add(row);
    }
    return new Reconciliation(
        export,
        matches.isNamedByUs(),
        equal,
        differing,
        resolved,
        unbilled,
        missing,
        left,
        matches.credited(),
        credits,
        earlier,
        unexplained);
  }

  /** What the ledger is to be told, so that it says what the provider says. */
  List<LedgerLine> lines(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    Stream<LedgerLine> said =
        Stream.concat(differing.stream(), resolved.stream())
            .map(billed -> line(billed.call(), billed.micros(), billed.lines(), at));
    return Stream.concat(said, unbilled.stream().map(call -> line(call, 0, "absent", at))).toList();
  }

  private LedgerLine line(BookedCall call, long micros, String place, Instant at) {
    var evidence = new BillingEvidence(export.evidence(place), call.spentMicros());
    return LedgerLine.reconciled(
        call.account(), call.call(), micros, evidence, call.reconciledNext(at));
  }

  /** Calls that are billed above the most that they can have cost, the most above it first. */
  List<Billed> overbilled() {
    return Stream.of(equal, differing, resolved)
        .flatMap(List::stream)
        .filter(billed -> billed.overbilledMicros() > 0)
        .sorted(Comparator.comparingLong(Billed::overbilledMicros).reversed())
        .toList();
  }

  long overbilledMicros() {
    return overbilled().stream().mapToLong(Billed::overbilledMicros).reduce(0, Math::addExact);
  }

  /** Whether money was spent that the ledger cannot explain. */
  boolean isAlarming() {
    return !unexplained.isEmpty() || !overbilled().isEmpty();
  }

  long unexplainedMicros() {
    return Billed.sum(unexplained);
  }

  /** What may still have been billed, once the lines are written. */
  long leftMicros() {
    return left.stream().mapToLong(BookedCall::unknownMicros).reduce(0, Math::addExact);
  }
}
