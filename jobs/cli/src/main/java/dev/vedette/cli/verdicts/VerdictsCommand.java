package dev.vedette.cli.verdicts;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "verdicts",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "The words on events, as they are said.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette verdicts tail --config job.yaml --follow",
    subcommands = VerdictsTailCommand.class)
public final class VerdictsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public VerdictsCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? There is 'tail'");
  }
}
