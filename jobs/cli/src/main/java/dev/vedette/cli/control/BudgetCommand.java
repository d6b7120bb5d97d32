package dev.vedette.cli.control;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "budget",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Tells a running job what may be spent; it obeys within a second, without a restart, and after"
          + " one.",
      "All budgets hold, whichever is the narrowest. Where one is used up, the edge answers, with the"
          + " reason budget-exhausted."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette control budget set acme-doors --config job.yaml --tenant acme --class door --limit 25"
          + " --period day",
      "  vedette control budget set burn-rate --config job.yaml --limit 0.50 --period minute --rolling",
      "  vedette control budget show --config job.yaml",
      "  vedette control budget clear burn-rate --config job.yaml"
    },
    subcommands = {BudgetShowCommand.class, BudgetSetCommand.class, BudgetClearCommand.class})
final class BudgetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  BudgetCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? There are 'show', 'set' and 'clear'");
  }
}
