package dev.vedette.scenarios;

import dev.vedette.cli.Vedette;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.provider.BookEntry;
import dev.vedette.simulators.provider.UsageSheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What {@code vedette cost reconcile} said to an export of the provider's books.
 *
 * @param code its exit code
 */
record Reconciled(int code, String said) {
  private static final String MARGIN = "5 s";

  /** Carries the command out, in this process. */
  static Reconciled with(
      LocalBroker broker, List<BookEntry> books, Path folder, Instant from, Instant until)
      throws IOException {
    Path sheet = folder.resolve("usage.csv");
    try (Writer out = Files.newBufferedWriter(sheet)) {
      UsageSheet.write(books, out);
    }
    var said = new StringWriter();
    int code =
        Vedette.commandLine()
            .setOut(new PrintWriter(said, true))
            .execute(
                "cost",
                "reconcile",
                sheet.toString(),
                "--bootstrap",
                broker.bootstrap(),
                "--margin",
                MARGIN,
                "--from",
                from.toString(),
                "--until",
                until.toString(),
                "--metrics-file",
                folder.resolve("vedette.prom").toString());
    return new Reconciled(code, said.toString());
  }

  boolean wroteNothing() {
    return said.contains("nothing: the ledger has it all");
  }
}
