package dev.vedette.cli.cost;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.ReplacedFile;
import dev.vedette.cli.Version;
import dev.vedette.cli.ledger.LedgerSource;
import dev.vedette.cli.ledger.PeriodOptions;
import dev.vedette.cli.ledger.Selection;
import dev.vedette.cli.text.Amount;
import dev.vedette.cli.text.Spelling;
import dev.vedette.pipeline.InvalidConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "What was spent, by the ledger: calls, events asked about and avoided, US dollars spent, those"
          + " of which it is unknown whether they were, what was avoided, and what a thousand events"
          + " cost. A call counts on the day on which leave for it was given.",
      "With --revenue-per-event, the margin of an inference: what an event that is asked about earns,"
          + " less what its calls cost on average. An audit earns nothing, and is paid."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette cost report --config job.yaml --by tenant,label",
      "  vedette cost report --config job.yaml --by day --since 2026-11-01 --zone Europe/Berlin",
      "  vedette cost report --file ledger.jsonl --revenue-per-event 0.002 --json report.json",
      "  vedette cost report --config job.yaml --by device --csv > devices.csv"
    })
final class CostReportCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";
  private static final int MICROS = 6;

  @Spec private CommandSpec spec;
  @Mixin private LedgerSource ledger;

  @Option(
      names = "--by",
      paramLabel = "DIMENSION",
      split = ",",
      converter = OfDimension.class,
      description =
          "Told apart by tenant, device, class, label, model, provider, purpose (question, ordered,"
              + " audit) or day; several.")
  private List<Dimension> by = List.of();

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      split = ",",
      description = "Of this tenant alone; may be repeated.")
  private List<String> tenants = List.of();

  @Mixin private PeriodOptions period;

  @Option(
      names = "--revenue-per-event",
      paramLabel = "USD",
      converter = Amount.OfOption.class,
      description = "What an event that is asked about earns.")
  private @Nullable BigDecimal revenue;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "As JSON too, into a file; - is the standard output, with nothing else on it.")
  private @Nullable String json;

  @Option(names = "--csv", description = "As CSV, a line for each row, instead of the table.")
  private boolean csv;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  CostReportCommand() {}

  @Override
  public Integer call() throws Exception {
    if (new HashSet<>(by).size() != by.size()) {
      throw new ParameterException(spec.commandLine(), "--by names a dimension twice");
    }
    boolean isJsonAlone = STANDARD_OUTPUT.equals(json);
    if (csv && isJsonAlone) {
      throw new ParameterException(spec.commandLine(), "either --csv or --json -");
    }
    Selection selection = period.of(new HashSet<>(tenants));
    CostReport report = CostReport.of(ledger.books(selection), selection, by, period.zone());
    BigDecimal micros = revenue == null ? null : revenue.scaleByPowerOfTen(MICROS);
    var data = new ReportData(report, micros);
    PrintWriter out = spec.commandLine().getOut();
    if (json != null) {
      writeJson(data, out);
    }
    if (csv) {
      data.writeCsv(out);
      out.flush();
    } else if (!isJsonAlone) {
      new ReportText(report, micros).print(out);
    }
    return 0;
  }

  private void writeJson(ReportData data, PrintWriter out)
      throws IOException, FailedCommandException, InvalidConfigurationException {
    if (STANDARD_OUTPUT.equals(json)) {
      var bytes = new ByteArrayOutputStream();
      data.writeJson(bytes);
      out.print(bytes.toString(StandardCharsets.UTF_8));
      out.flush();
    } else if (json != null) {
      new ReplacedFile(Path.of(json)).write(data::writeJson);
    }
  }

  /** The word for a dimension. */
  static final class OfDimension implements ITypeConverter<Dimension> {
    @Override
    public Dimension convert(String text) {
      return Spelling.word(Dimension.class, text.strip());
    }
  }
}
