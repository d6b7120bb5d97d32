package dev.vedette.cli.cost;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Version;
import dev.vedette.cli.ledger.LedgerSource;
import dev.vedette.cli.ledger.Selection;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.WrittenTime;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.InvalidConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Holds the ledger against a provider's usage export (CSV with a line a call), and writes into"
          + " it what the provider says of calls that are unknown or differ. The same file again"
          + " changes nothing.",
      "Calls are found by the name that the provider was told (X-Client-Request-Id), or by the"
          + " provider's own. An unknown call that is not in the file was not billed only if the file"
          + " has all calls of its time: if no answered call of that time is missing.",
      "Spend that the ledger cannot explain ends in an alert and with exit code 3: calls that are not"
          + " in it, as somebody else may have the key, and what a call is billed above the most that"
          + " it can have cost. Give each deployment a key of its own."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette cost reconcile usage.csv --config job.yaml --dry-run",
      "  vedette cost reconcile usage.csv --config job.yaml --column cost-usd=\"Amount (USD)\" \\",
      "      --metrics-file /var/lib/node_exporter/vedette.prom",
      "  vedette cost reconcile day.csv --config job.yaml --provider openai \\",
      "      --from 2026-11-27 --until 2026-11-28"
    })
final class CostReconcileCommand implements Callable<Integer> {
  /** Beside those that all commands have. */
  static final int UNEXPLAINED = 3;

  private static final Duration LATE = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;
  @Mixin private LedgerSource ledger;
  @Mixin private UsageOptions usage;

  @Parameters(paramLabel = "FILE", description = "The export; its first line names the columns.")
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "The file has all calls from then on; if unset, from its first row on.")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "The file has all calls to then; if unset, to its last row.")
  private @Nullable String until;

  @Option(
      names = "--margin",
      paramLabel = "TIME",
      converter = Spelling.OfTime.class,
      defaultValue = "15min",
      description =
          "So near to both ends an unknown call stays unknown, as clocks differ and bills come late"
              + " (default: ${DEFAULT-VALUE}). More if the file's times are further from ours; no less than"
              + " a minute and vedette.ask.deadline.")
  private Duration margin;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "The file has all of this provider's calls, by its name in the ledger; if unset, those of"
              + " the models that it has.")
  private @Nullable String provider;

  @Option(names = "--skip-bad", description = "Goes on without rows that cannot be read.")
  private boolean skipBad;

  @Option(names = "--dry-run", description = "Says what it finds, and writes nothing anywhere.")
  private boolean dry;

  @Option(
      names = "--metrics-file",
      paramLabel = "FILE",
      description =
          "What was found, for node_exporter's textfile collector (its name ends in .prom). What it"
              + " has of other providers stays.")
  private @Nullable Path metrics;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  CostReconcileCommand() {}

  @Override
  public Integer call() throws Exception {
    if (ledger.isFile() && !dry) {
      throw new ParameterException(
          spec.commandLine(), "--file needs --dry-run: lines are written to the topic alone");
    }
    if (margin.isNegative()) {
      throw new ParameterException(spec.commandLine(), "--margin < 0: " + margin);
    }
    if (!ledger.isFile()) {
      requireLongMargin();
    }
    Instant now = Instant.now();
    Instant begins = time("--from", from);
    Instant ends = time("--until", until);
    if (ends != null && ends.isAfter(now)) {
      throw new ParameterException(spec.commandLine(), "--until is in the future: " + ends);
    }
    if (metrics != null && !dry) {
      ReconcileMetrics.in(metrics); // if it cannot be read, better now than when money is at stake
    }
    UsageExport export = usage.read(file);
    if (!export.bad().isEmpty() && !skipBad) {
      throw new FailedCommandException(
          "%s, %s (%d rows cannot be read); nothing was written, and --skip-bad goes on without them"
              .formatted(file, export.bad().get(0), export.bad().size()));
    }
    var calls = new NearCalls(export, begins, ends);
    ledger.read(Selection.ALL, calls);
    if (calls.begins() == null) {
      throw new FailedCommandException(
          "the ledger has no calls: is it the one of the job that has this key?");
    }
    UsageMatches matches = UsageMatches.of(calls.books(), export);
    Coverage coverage = matches.coverage(begins, ends, margin, provider);
    Reconciliation found = Reconciliation.of(calls, export, matches, coverage);
    var text = new ReconcileText(found, coverage, dry);
    PrintWriter out = spec.commandLine().getOut();
    text.print(out);
    if (!dry) {
      write(found, providers(coverage, calls), now);
    }
    text.printWritten(out);
    if (!dry && metrics != null && coverage.providers().isEmpty()) {
      new Sheet(out)
          .fact(
              "whose it is",
              "nobody knows, as none of its rows is a call of the ledger's: %s has it under %s; say it with --provider"
                  .formatted(metrics, Spelling.plain(String.join(",", calls.providers()))));
    }
    return found.isAlarming() ? UNEXPLAINED : 0;
  }

  /** What is said of a call that is under way would stand above its own answer for good. */
  private void requireLongMargin() throws FailedCommandException, InvalidConfigurationException {
    Duration least = ledger.longestCall().plus(LATE);
    if (margin.compareTo(least) < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--margin %d s: the least is %d s, as a call may be under way for vedette.ask.deadline (%d s), and a minute more"
              .formatted(margin.toSeconds(), least.toSeconds(), ledger.longestCall().toSeconds()));
    }
  }

  /** Spend that nobody knows of is told first: then it is told whatever becomes of the rest. */
  private void write(Reconciliation found, Set<String> providers, Instant now)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    if (metrics != null) {
      ReconcileMetrics.update(metrics, told -> told.alarm(providers, found));
    }
    List<LedgerLine> lines = found.lines(now);
    if (!lines.isEmpty()) {
      ledger.append(lines);
    }
    if (metrics != null) {
      ReconcileMetrics.update(metrics, told -> told.told(providers, found, now));
    }
  }

  /**
   * Whose export it is, to tell what is found in it from what is found in others'. Where none of
   * its rows tells it may be that of anybody in the ledger: an alert must not wait for a better
   * name.
   */
  private static Set<String> providers(Coverage coverage, NearCalls calls) {
    return coverage.providers().isEmpty() ? calls.providers() : coverage.providers();
  }

  private @Nullable Instant time(String option, @Nullable String text) {
    try {
      return text == null ? null : WrittenTime.parse(text, usage.zone());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "%s: %s".formatted(option, e.getMessage()), e);
    }
  }
}
