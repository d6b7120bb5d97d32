package dev.vedette.cli.prices;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "prices",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "What models cost. A job reserves the worst case of a call before it is made, and settles what"
          + " it did cost, by the same table; each line of the ledger names its version."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette prices show gpt-4 claude",
      "  vedette prices show --config job.yaml",
      "  vedette prices update model_prices_and_context_window.json --to prices.json"
    },
    subcommands = {PricesShowCommand.class, PricesUpdateCommand.class})
public final class PricesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public PricesCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? There are 'show' and 'update'");
  }
}
