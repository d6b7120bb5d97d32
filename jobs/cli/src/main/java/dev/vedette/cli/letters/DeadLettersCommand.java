package dev.vedette.cli.letters;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Records that could not be judged: what is wrong with them, and sending them again.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette dead-letters list --config job.yaml --reason not-a-picture",
      "  vedette dead-letters show 0:17 --config job.yaml",
      "  vedette dead-letters replay 0:17 0:18 --config job.yaml"
    },
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersReplayCommand.class
    })
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public DeadLettersCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? There are 'list', 'show' and 'replay'");
  }
}
