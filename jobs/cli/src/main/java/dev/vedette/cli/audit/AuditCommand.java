package dev.vedette.cli.audit;

import dev.vedette.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "What the gates miss, and what they let through in vain.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette audit report --config job.yaml --by class,gate",
    subcommands = AuditReportCommand.class)
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public AuditCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? There is 'report'");
  }
}
