package dev.vedette.cli.watch;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Rules on which events count: what they make of a device.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette watch show watch.json --device cam-7 --picture frame.jpg --out seen.png",
    subcommands = WatchShowCommand.class)
public final class WatchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public WatchCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? There is 'show'");
  }
}
