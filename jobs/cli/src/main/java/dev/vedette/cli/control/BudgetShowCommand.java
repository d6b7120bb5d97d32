package dev.vedette.cli.control;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.pipeline.OrderFold;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "The budgets in force, all of which hold, and since when.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette control budget show --config job.yaml")
final class BudgetShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  BudgetShowCommand() {}

  @Override
  public Integer call() throws Exception {
    OrderFold standing = ControlTopic.reach(job.configuration()).standing();
    PrintWriter out = spec.commandLine().getOut();
    List<BudgetOrder> budgets = standing.budgets();
    if (budgets.isEmpty()) {
      out.println("  no budgets: nothing but caps on calls bounds what is spent");
      out.flush();
    } else {
      table(budgets, out);
    }
    var sheet = new Sheet(out);
    for (String key : standing.unreadable()) {
      if (BudgetOrder.named(key).isPresent()) {
        sheet.fact("left out", LeftOut.inWords(key));
      }
    }
    if (!standing.unknownBudgets().isEmpty()) {
      sheet.fact("NOTHING IS SPENT", "as long as nothing is known of a budget");
    }
    return 0;
  }

  private static void table(List<BudgetOrder> budgets, PrintWriter out) {
    var table = new Table("budget", "since", "in words", "note");
    for (BudgetOrder budget : budgets) {
      table.row(
          budget.limit().name(),
          budget.givenAt().truncatedTo(ChronoUnit.SECONDS).toString(),
          LimitInWords.of(budget.limit()),
          Spelling.plain(budget.note()));
    }
    table.print(out);
  }
}
