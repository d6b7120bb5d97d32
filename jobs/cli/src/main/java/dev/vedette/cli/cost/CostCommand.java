package dev.vedette.cli.cost;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "What was spent, by the ledger, and what it would come to; and what the provider's own books"
          + " say to it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette cost report --config job.yaml --by label,day",
      "  vedette cost project --users 1000000 --requests-per-day 10 --usd-per-call 0.01",
      "  vedette cost reconcile usage.csv --config job.yaml --dry-run",
      "  vedette cost export ledger.jsonl --config job.yaml"
    },
    subcommands = {
      CostReportCommand.class,
      CostProjectCommand.class,
      CostReconcileCommand.class,
      CostExportCommand.class
    })
public final class CostCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public CostCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "which command? There are 'report', 'project', 'reconcile' and 'export'");
  }
}
