package dev.vedette.cli.audit;

import dev.vedette.cli.Version;
import dev.vedette.cli.ledger.LedgerSource;
import dev.vedette.cli.ledger.PeriodOptions;
import dev.vedette.cli.ledger.Selection;
import dev.vedette.cli.text.Spelling;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "How many of the events that should have passed a gate did (recall), how many of its questions"
          + " the cloud confirms (precision), and how many of the rejected events it missed, each with"
          + " its 95 % interval; by the audits and answers in the ledger.",
      "Of a single device, the number of rejected events is an estimate."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette audit report --config job.yaml",
      "  vedette audit report --config job.yaml --by device --since 2026-11-01",
      "  vedette audit report --file ledger.jsonl --by tenant,class,gate --json"
    })
final class AuditReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LedgerSource ledger;
  @Mixin private PeriodOptions period;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "WHAT",
      converter = OfDimension.class,
      defaultValue = "class,gate",
      description = "What is told apart: tenant, class, device, gate (default: ${DEFAULT-VALUE}).")
  private List<Dimension> dimensions;

  @Option(names = "--json", description = "As JSON, an object a line.")
  private boolean json;

  /** As the options spell it. */
  static final class OfDimension implements ITypeConverter<Dimension> {
    @Override
    public Dimension convert(String text) {
      return Spelling.word(Dimension.class, text);
    }
  }

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  AuditReportCommand() {}

  @Override
  public Integer call() throws Exception {
    Selection selection = period.of(Set.of());
    var books = new AuditBooks();
    ledger.read(
        selection,
        line -> {
          if (line.repeats() != null || selection.has(line)) { // repeats count with their answer
            books.add(line);
          }
        });
    var table = new AuditTable(dimensions, books.by(dimensions));
    if (json) {
      table.printJson(spec.commandLine().getOut());
    } else {
      table.print(spec.commandLine().getOut());
    }
    return 0;
  }
}
