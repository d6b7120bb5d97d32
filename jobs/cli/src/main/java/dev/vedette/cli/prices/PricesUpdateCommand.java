package dev.vedette.cli.prices;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.ReplacedFile;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cloud.price.ImportedPrices;
import dev.vedette.cloud.price.ModelPrice;
import dev.vedette.cloud.price.PriceChanges;
import dev.vedette.cloud.price.PriceFile;
import dev.vedette.cloud.price.PriceTable;
import dev.vedette.cloud.price.UnusablePricesException;
import dev.vedette.pipeline.InvalidConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "update",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Makes a table of prices of the one that LiteLLM publishes (model_prices_and_context_window.json"
          + " in its repository), and says what is new, gone and changed. Nothing is fetched:"
          + " download it yourself, and look at it.",
      "Models that cannot be asked, and those without a price for each token, are left out; so are"
          + " those that are priced in a way that is not understood, which are named. A job goes by"
          + " the table that vedette.prices.file names, from its next start on.",
      "With --overrides the table is of the older of the two days, unless --as-of says another."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette prices update model_prices_and_context_window.json",
      "  vedette prices update model_prices_and_context_window.json --overrides ours.json \\",
      "      --to /etc/vedette/prices.json --as-of 2026-11-27"
    })
final class PricesUpdateCommand implements Callable<Integer> {
  private static final int MOST_LEFT_OUT = 12;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A table of LiteLLM's, or one of ours.")
  private Path file;

  @Option(
      names = "--overrides",
      paramLabel = "FILE",
      description = "Your own prices in the same format; each of its models counts as a whole.")
  private @Nullable Path overrides;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      defaultValue = "prices.json",
      description = "Where to write the table (default: ${DEFAULT-VALUE}).")
  private Path to;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The day of which the prices are; if unset, that of the file's last change.")
  private @Nullable LocalDate asOf;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  PricesUpdateCommand() {}

  @Override
  public Integer call() throws FailedCommandException, InvalidConfigurationException {
    LocalDate day = asOf;
    // It is tomorrow in the east already.
    if (day != null && day.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
      throw new ParameterException(spec.commandLine(), "--as-of is in the future: " + day);
    }
    try {
      PriceTable before = Files.exists(to) ? there() : PriceFile.shipped();
      ImportedPrices imported = PriceFile.imported(file);
      PriceTable table = imported.table();
      if (overrides != null) {
        table = table.under(PriceFile.overrides(overrides));
      }
      if (day != null) {
        table = new PriceTable(day, table.source(), table.models());
      }
      new ReplacedFile(to).write(PriceFile.bytes(table));
      tell(before, table, imported.leftOut());
      return 0;
    } catch (UnusablePricesException e) {
      throw new FailedCommandException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What is there is only written over if it is a table: it may be a slip of the keyboard. */
  private PriceTable there() throws FailedCommandException {
    try {
      return PriceFile.read(to);
    } catch (UnusablePricesException e) {
      throw new FailedCommandException(
          "%s, which --to names, is there and is no table of prices (%s): name another file"
              .formatted(to, e.getMessage()),
          e);
    }
  }

  private void tell(PriceTable before, PriceTable after, SortedMap<String, String> leftOut) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: prices of %s, version %s, %d models, %d of which take pictures%n",
        to,
        after.asOf(),
        after.version(),
        after.models().size(),
        after.models().values().stream().filter(ModelPrice::vision).count());
    if (!leftOut.isEmpty()) {
      out.printf("left out %d:%n", leftOut.size());
      leftOut.entrySet().stream()
          .limit(MOST_LEFT_OUT)
          .forEach(
              model ->
                  out.printf(
                      "  %s (%s)%n",
                      Spelling.plain(model.getKey()), Spelling.plain(model.getValue())));
      if (leftOut.size() > MOST_LEFT_OUT) {
        out.printf("  and %d more%n", leftOut.size() - MOST_LEFT_OUT);
      }
    }
    new ChangeReport(before, after, PriceChanges.between(before, after)).print(out);
    out.printf("a job goes by it with vedette.prices.file: %s%n", to.toAbsolutePath());
    out.flush();
  }
}
