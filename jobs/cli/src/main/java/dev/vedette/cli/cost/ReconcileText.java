package dev.vedette.cli.cost;

import dev.vedette.cli.text.Amount;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.money.BookedCall;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A reconciliation for people. */
record ReconcileText(Reconciliation found, Coverage coverage, boolean isDry) {
  private static final int LISTED = 20;
  private static final int LISTED_LINES = 10;

  /** What was found. */
  void print(PrintWriter out) {
    out.printf(
        "%s against the ledger, in US dollars%n",
        Spelling.plain(String.valueOf(found.export().file().getFileName())));
    var table = new Table("", ">calls", ">by the ledger", ">by the provider");
    row(table, "equal", found.equal());
    row(table, "differing", found.differing());
    row(table, "unknown, now known", found.resolved());
    calls(table, "unknown, not billed", found.unbilled(), "0.000000");
    calls(table, "unknown, still", found.left(), "-");
    calls(table, "answered, not in the file", found.missing(), "-");
    rows(table, "credits", found.credits());
    if (!found.credited().isEmpty()) {
      row(table, "credits for earlier bills", found.credited());
    }
    rows(table, "from before the ledger begins", found.earlier());
    rows(table, "UNEXPLAINED", found.unexplained());
    overbilled(table);
    table.print(out);
    var sheet = new Sheet(out);
    differing(sheet);
    left(sheet);
    credited(sheet);
    file(sheet);
    alert(sheet);
    overbilled(sheet);
    out.flush();
  }

  /** What the ledger was told. */
  void printWritten(PrintWriter out) {
    int lines = found.differing().size() + found.resolved().size() + found.unbilled().size();
    var sheet = new Sheet(out);
    sheet.fact(
        "written",
        lines == 0
            ? "nothing: the ledger has it all"
            : "%s lines%s, with %s as evidence"
                .formatted(
                    Amount.grouped(lines),
                    isDry ? " would be" : "",
                    Spelling.plain(String.valueOf(found.export().file().getFileName()))));
    out.flush();
  }

  private static void row(Table table, String name, List<Billed> billed) {
    long ours = billed.stream().mapToLong(one -> known(one.call())).reduce(0, Math::addExact);
    long theirs = billed.stream().mapToLong(Billed::micros).reduce(0, Math::addExact);
    table.row(name, Amount.grouped(billed.size()), Amount.ofMicros(ours), Amount.ofMicros(theirs));
  }

  /** At its worst case where it is unknown. */
  private static long known(BookedCall call) {
    return Math.addExact(call.spentMicros(), call.unknownMicros());
  }

  private static void calls(Table table, String name, List<BookedCall> calls, String theirs) {
    long ours = calls.stream().mapToLong(ReconcileText::known).reduce(0, Math::addExact);
    table.row(name, Amount.grouped(calls.size()), Amount.ofMicros(ours), theirs);
  }

  private static void rows(Table table, String name, List<UsageRow> rows) {
    if (!rows.isEmpty()) {
      table.row(name, Amount.grouped(rows.size()), "-", Amount.ofMicros(Billed.sum(rows)));
    }
  }

  private void differing(Sheet sheet) {
    List<Billed> differing = found.differing();
    for (Billed one : differing.subList(0, Math.min(LISTED, differing.size()))) {
      sheet.fact(
          "differing",
          "%s (line %s): %s by the ledger, which has it as %s, %s by the provider"
              .formatted(
                  Spelling.plain(one.call().call().requestId()),
                  one.lines(),
                  Amount.ofMicros(one.call().spentMicros()),
                  Spelling.of(one.call().standing()),
                  Amount.ofMicros(one.micros())));
    }
    if (differing.size() > LISTED) {
      sheet.fact("", "and %s more".formatted(Amount.grouped(differing.size() - LISTED)));
    }
  }

  private void left(Sheet sheet) {
    if (found.left().isEmpty()) {
      return;
    }
    sheet.fact("unknown, still", whyLeft());
  }

  private String whyLeft() {
    if (found.credited().stream().map(Billed::call).toList().containsAll(found.left())) {
      return "the file takes back what another one bills";
    }
    if (!found.isNamedByUs()) {
      return "the file does not name calls as we do, and an unknown call has no other name: it may be any that was not found";
    }
    if (!found.missing().isEmpty()) {
      return "%s calls that were answered are not in the file, such as %s: so it has not all calls, and that an unknown one is not there says nothing"
          .formatted(
              Amount.grouped(found.missing().size()),
              Spelling.plain(found.missing().get(0).call().requestId()));
    }
    if (!found.export().bad().isEmpty()) {
      return "rows were skipped: that a call is not in the others says nothing";
    }
    if (!coverage.isTimed()) {
      return "the file has no times: --from and --until say of which time it has all calls, and then one that is not there was not billed";
    }
    return "the file is not of their time, which is %s to %s less %d s at both ends, or not of their model: --from, --until and --provider say what it has all of"
        .formatted(
            coverage.from(), coverage.until(), coverage.margin().plusMillis(999).toSeconds());
  }

  private void credited(Sheet sheet) {
    if (!found.credited().isEmpty()) {
      Billed one = found.credited().get(0);
      sheet.fact(
          "credits",
          "for %s calls that this file does not bill, such as %s (line %s): the ledger keeps what it has of them; an export that has bill and credit says what they cost"
              .formatted(
                  Amount.grouped(found.credited().size()),
                  Spelling.plain(one.call().call().requestId()),
                  one.lines()));
    }
  }

  private void file(Sheet sheet) {
    if (found.export().repeated() > 0) {
      sheet.fact(
          "repeated",
          "%s rows stand in the file twice, and count once"
              .formatted(Amount.grouped(found.export().repeated())));
    }
    List<String> bad = found.export().bad();
    bad.stream().limit(LISTED).forEach(one -> sheet.fact("skipped", Spelling.plain(one)));
    if (!bad.isEmpty()) {
      sheet.fact(
          "skipped",
          "%s rows: what they bill is in none of this".formatted(Amount.grouped(bad.size())));
    }
  }

  private void alert(Sheet sheet) {
    List<UsageRow> rows = found.unexplained();
    if (rows.isEmpty()) {
      return;
    }
    String lines =
        rows.stream()
            .limit(LISTED_LINES)
            .map(row -> String.valueOf(row.line()))
            .collect(Collectors.joining(", "));
    sheet.fact(
        "ALERT",
        "%s for %s calls that are not in the ledger (line %s%s): is the key used elsewhere? If nobody knows of it, withdraw it at the provider"
            .formatted(
                Amount.ofMicros(found.unexplainedMicros()),
                Amount.grouped(rows.size()),
                lines,
                rows.size() > LISTED_LINES ? ", …" : ""));
  }

  /** They stand among those above; here is what of them nobody can have expected. */
  private void overbilled(Table table) {
    List<Billed> calls = found.overbilled();
    if (!calls.isEmpty()) {
      table.row(
          "OVERBILLED, of these",
          Amount.grouped(calls.size()),
          "-",
          Amount.ofMicros(found.overbilledMicros()));
    }
  }

  private void overbilled(Sheet sheet) {
    List<Billed> calls = found.overbilled();
    if (calls.isEmpty()) {
      return;
    }
    Billed most = calls.get(0);
    sheet.fact(
        "ALERT",
        "%s for %s calls above the most that they can have cost, such as %s (line %s): %s billed, %s at most. Has a price risen, were they served in a dearer lane, or does somebody use our names? 'vedette prices show' has the prices that are counted"
            .formatted(
                Amount.ofMicros(found.overbilledMicros()),
                Amount.grouped(calls.size()),
                Spelling.plain(most.call().call().requestId()),
                most.lines(),
                Amount.ofMicros(most.micros()),
                Amount.ofMicros(most.micros() - most.overbilledMicros())));
  }
}
