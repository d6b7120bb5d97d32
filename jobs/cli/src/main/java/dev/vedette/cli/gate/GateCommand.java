package dev.vedette.cli.gate;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "The embedded classifiers: what there is, what they are worth, what they learn.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette gate list",
      "  vedette gate verify person                       may it serve on this machine?",
      "  vedette gate bench person                        how fast is it here?",
      "  vedette gate teach person --pictures site/       what can it learn here?",
      "  vedette gate release person --help               let it serve, and take it back",
    },
    subcommands = {
      GateListCommand.class,
      GateInspectCommand.class,
      GateVerifyCommand.class,
      GateBenchCommand.class,
      GateTeachCommand.class,
      GateKeysCommand.class,
      GateSignCommand.class,
      GateReleaseCommand.class,
      GateRollbackCommand.class,
      GateStatusCommand.class,
    })
public final class GateCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  GateCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "which command? There are " + String.join(", ", spec.subcommands().keySet()));
  }
}
