package dev.vedette.cli.control;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.control.BudgetOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "clear",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Takes a budget back; the others go on to hold.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette control budget clear acme-doors --config job.yaml")
final class BudgetClearCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;

  @Parameters(paramLabel = "NAME", description = "The budget's name (vedette control budget show).")
  private String name;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  BudgetClearCommand() {}

  @Override
  public Integer call() throws Exception {
    String key = BudgetOrder.keyOf(name);
    ControlTopic topic = ControlTopic.reach(job.configuration());
    var standing = topic.standing();
    boolean known =
        BudgetOrder.named(key).isPresent()
            && (standing.unreadable().contains(key)
                || standing.budgets().stream().anyMatch(budget -> budget.key().equals(key)));
    if (known) {
      topic.takeBack(key);
    }
    var out = spec.commandLine().getOut();
    out.printf(
        known ? "taken back: %s%n" : "there was no budget called %s%n", Spelling.plain(name));
    out.flush();
    return 0;
  }
}
