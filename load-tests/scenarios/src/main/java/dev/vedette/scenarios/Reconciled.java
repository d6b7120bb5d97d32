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
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code vedette cost reconcile} said to an export of the provider's books.
 *
 * @param code its exit code
 */
record Reconciled(int code, String said) {
  /** The least that is taken: vedette.ask.deadline, which is 10 s unless said, and a minute. */
  static final Duration MARGIN = Duration.ofSeconds(70);

  /**
   * Carries the command out, in this process.
   *
   * @param period which time the export has all calls of; nothing if it is left to the export
   */
  static Reconciled with(LocalBroker broker, List<BookEntry> books, Path folder, String... period)
      throws IOException {
    Path sheet = folder.resolve("usage.csv");
    try (Writer out = Files.newBufferedWriter(sheet)) {
      UsageSheet.write(books, out);
    }
    var said = new StringWriter();
    List<String> command =
        List.of(
            "cost",
            "reconcile",
            sheet.toString(),
            "--bootstrap",
            broker.bootstrap(),
            "--margin",
            MARGIN.toSeconds() + " s",
            "--metrics-file",
            folder.resolve("vedette.prom").toString());
    int code =
        Vedette.commandLine()
            .setOut(new PrintWriter(said, true))
            .execute(Stream.concat(command.stream(), Stream.of(period)).toArray(String[]::new));
    return new Reconciled(code, said.toString());
  }

  boolean wroteNothing() {
    return said.contains("nothing: the ledger has it all");
  }
}
