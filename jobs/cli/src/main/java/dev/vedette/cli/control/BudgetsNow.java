package dev.vedette.cli.control;

import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.core.money.LedgerPurses;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How tenants stand with the budgets in force, by the name of the budget. */
record BudgetsNow(Map<String, List<BudgetStanding>> byBudget) {
  /** Of one budget; the others are in what is written for programs. */
  private static final int MOST_SHOWN = 5;

  static BudgetsNow of(List<BudgetOrder> budgets, LedgerPurses purses, Instant now) {
    Map<String, List<BudgetStanding>> byBudget = new LinkedHashMap<>();
    for (BudgetOrder budget : budgets) {
      Limit limit = budget.limit();
      byBudget.put(limit.name(), BudgetStanding.of(limit, purses, now));
    }
    return new BudgetsNow(byBudget);
  }

  void print(PrintWriter out) {
    var table = new Table("budget", "tenant", ">spent", ">unknown", ">left", ">used");
    byBudget.forEach(
        (budget, standings) -> {
          if (standings.isEmpty()) {
            table.row(budget, "", SpeltDollars.of(0), SpeltDollars.of(0), "all", "0 %");
          }
          standings.stream().limit(MOST_SHOWN).forEach(standing -> row(table, budget, standing));
          if (standings.size() > MOST_SHOWN) {
            int more = standings.size() - MOST_SHOWN;
            table.row(budget, "and %d more (--json)".formatted(more), "", "", "", "");
          }
        });
    table.print(out);
  }

  private static void row(Table table, String budget, BudgetStanding standing) {
    table.row(
        budget,
        Spelling.plain(standing.tenant()),
        SpeltDollars.of(standing.spentMicros()),
        SpeltDollars.of(standing.unknownMicros()),
        SpeltDollars.of(standing.leftMicros()),
        Table.number("%.0f %%", standing.percent()));
  }
}
