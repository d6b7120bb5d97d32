package dev.vedette.cli.control;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "control",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Tells a running job who has the last word on events, and with 'budget' what may be spent; it"
          + " obeys within a second, without a restart, and after one.",
      "edge: nothing is asked, nothing leaves. hybrid: the gate decides what is asked; this is what"
          + " is done without an order. cloud: every event is asked about, within budgets and caps."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette control set edge --config job.yaml --tenant acme --note \"link is down for works\"",
      "  vedette control set hybrid --config job.yaml --class door --hours \"mon-fri 08:00-18:00 edge\""
          + " --zone Europe/Berlin",
      "  vedette control show --config job.yaml",
      "  vedette control clear --config job.yaml --tenant acme",
      "  vedette control budget set acme-doors --config job.yaml --tenant acme --class door --limit 25"
          + " --period day"
    },
    subcommands = {
      ControlShowCommand.class,
      ControlSetCommand.class,
      ControlClearCommand.class,
      BudgetCommand.class
    })
public final class ControlCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public ControlCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? There are 'show', 'set', 'clear' and 'budget'");
  }
}
