package dev.vedette.cli.control;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.core.money.LedgerPurses;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.OrderFold;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ReadableConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "The budgets in force, all of which hold, since when, and what counts against them by the"
            + " ledger. What is kept for calls under way only the job knows; it is in its metrics.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette control budget show --config job.yaml",
      "  vedette control budget show --config job.yaml --json | jq .budgets[].tenants"
    })
final class BudgetShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;

  @Option(
      names = "--no-spend",
      description = "Leave the ledger alone: a month of it may take a while to read.")
  private boolean isOrdersOnly;

  @Option(names = "--json", description = "As JSON, with all tenants.")
  private boolean isJson;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  BudgetShowCommand() {}

  @Override
  public Integer call() throws Exception {
    ReadableConfig config = job.configuration();
    OrderFold standing = ControlTopic.reach(config).standing();
    PrintWriter out = spec.commandLine().getOut();
    List<BudgetOrder> budgets = standing.budgets();
    Instant now = Instant.now();
    BudgetsNow spent = isOrdersOnly || budgets.isEmpty() ? null : spent(budgets, config, now);
    if (isJson) {
      new BudgetData(standing, spent, now).print(out);
      return 0;
    }
    if (budgets.isEmpty()) {
      out.println("  no budgets: nothing but caps on calls bounds what is spent");
      out.flush();
    } else {
      table(budgets, out);
    }
    if (spent != null) {
      out.println();
      spent.print(out);
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

  private static BudgetsNow spent(List<BudgetOrder> budgets, ReadableConfig config, Instant now)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    Duration longest =
        budgets.stream()
            .map(budget -> budget.limit().period().longest())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    var purses = new LedgerPurses(now);
    LedgerTopic.reach(config).read(now.minus(longest), purses::add);
    return BudgetsNow.of(budgets, purses, now);
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
