package dev.vedette.cli.prices;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cloud.price.ModelPrice;
import dev.vedette.cloud.price.PriceFile;
import dev.vedette.cloud.price.PriceTable;
import dev.vedette.cloud.price.Quote;
import dev.vedette.cloud.price.UnusablePricesException;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.JobConfiguration;
import dev.vedette.pipeline.Prices;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "What models cost, in US dollars for a million tokens of each class; about what a question about"
          + " one picture of 384 pixels a side is reserved at; and the rule by which the model counts"
          + " a picture's tokens.",
      "With --config, what its providers cost as they are configured, and those models of its table"
          + " that are named."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette prices show",
      "  vedette prices show gpt-4 haiku                all whose names have one of these in them",
      "  vedette prices show --config job.yaml          what this job's providers cost",
      "  vedette prices show --file prices.json gemini  by another table"
    })
final class PricesShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", arity = "0..*", description = "A part of its name.")
  private List<String> names = List.of();

  @Option(names = "--config", paramLabel = "FILE", description = "A job's configuration, YAML.")
  private @Nullable Path config;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A table of prices, instead of the one that is shipped.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  PricesShowCommand() {}

  @Override
  public Integer call() throws InvalidConfigurationException, FailedCommandException {
    if (config != null && file != null) {
      throw new ParameterException(
          spec.commandLine(), "--file or --config: a configuration names its own table");
    }
    if (config == null) {
      show(file == null ? PriceFile.shipped() : read(file));
    } else {
      show(JobConfiguration.load(config, Map.of()));
    }
    return 0;
  }

  /** The job's providers, and of the table only what is asked for. */
  private void show(Configuration job)
      throws InvalidConfigurationException, FailedCommandException {
    List<Quote> asked = Prices.quotes(job);
    PriceTable table = Prices.table(job);
    List<ModelPrice> chosen = names.isEmpty() ? List.of() : chosen(table);
    if (!names.isEmpty() && chosen.isEmpty() && asked.stream().noneMatch(this::isChosen)) {
      throw noneChosen(table);
    }
    var quotes = new QuoteTable();
    asked.forEach(quotes::add);
    PrintWriter out = spec.commandLine().getOut();
    out.println("what the job's providers cost, in US dollars for a million tokens");
    quotes.print(out);
    asked.forEach(
        quote ->
            out.printf(
                "%s: the ledger has it as '%s'%n",
                Spelling.plain(quote.model()), Spelling.plain(quote.price().version())));
    if (chosen.isEmpty()) {
      explain(out);
    } else {
      out.println();
      show(table, chosen);
    }
  }

  private void show(PriceTable table) throws FailedCommandException {
    List<ModelPrice> chosen = chosen(table);
    if (chosen.isEmpty()) {
      throw noneChosen(table);
    }
    show(table, chosen);
  }

  private void show(PriceTable table, List<ModelPrice> chosen) {
    String version = table.version();
    var quotes = new QuoteTable();
    chosen.forEach(model -> quotes.add(Quote.of(model, version), model));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "prices of %s (%s), version %s, in US dollars for a million tokens%n",
        table.asOf(), Spelling.plain(table.source()), version);
    quotes.print(out);
    explain(out);
  }

  private static void explain(PrintWriter out) {
    out.printf(
        "about a question: what is reserved for one about a picture of %d pixels a side, in the"
            + " words that are shipped%n",
        Quote.PICTURE_SIDE);
    out.flush();
  }

  private FailedCommandException noneChosen(PriceTable table) {
    return new FailedCommandException(
        table.models().isEmpty()
            ? "the prices of %s have no model: make a table with 'vedette prices update'"
                .formatted(table.version())
            : "no model of the prices of %s has %s in its name"
                .formatted(table.version(), String.join(" or ", names)));
  }

  private List<ModelPrice> chosen(PriceTable table) {
    return table.models().values().stream().filter(model -> isChosen(model.key())).toList();
  }

  private boolean isChosen(Quote quote) {
    return isChosen(quote.model());
  }

  private boolean isChosen(String key) {
    return names.isEmpty() || names.stream().anyMatch(key::contains);
  }

  private static PriceTable read(Path file) throws FailedCommandException {
    try {
      return PriceFile.read(file);
    } catch (UnusablePricesException e) {
      throw new FailedCommandException(String.valueOf(e.getMessage()), e);
    }
  }
}
