package dev.vedette.cli.control;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.core.control.Scope;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "clear",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Takes the order back that was given for exactly these devices; a wider one, or hybrid, is"
            + " in force again.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette control clear --config job.yaml --tenant acme --class door")
final class ControlClearCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;
  @Mixin private ScopeOptions scopes;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  ControlClearCommand() {}

  @Override
  public Integer call() throws Exception {
    Scope scope = scopes.scope();
    ControlTopic topic = ControlTopic.reach(job.configuration());
    var standing = topic.standing();
    boolean known =
        standing.orders().byScope().containsKey(scope)
            || standing.unreadable().contains(scope.toString());
    if (known) {
      topic.takeBack(scope.toString());
    }
    var out = spec.commandLine().getOut();
    out.printf(known ? "taken back for %s%n" : "there was no order for %s%n", scope);
    out.flush();
    return 0;
  }
}
