package dev.vedette.cli.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.pipeline.OrderFold;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The budgets for programs: money in whole micro-dollars, as in {@code vedette cost report}.
 *
 * @param spent null if nobody asked for it
 */
record BudgetData(OrderFold standing, @Nullable BudgetsNow spent, Instant now) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void print(PrintWriter out) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("at", now.toString());
    var budgets = root.putArray("budgets");
    for (BudgetOrder budget : standing.budgets()) {
      describe(budget, budgets.addObject());
    }
    standing.unknownBudgets().forEach(root.putArray("unknownBudgets")::add);
    out.println(JSON.writeValueAsString(root));
    out.flush();
  }

  private void describe(BudgetOrder budget, ObjectNode node) {
    Limit limit = budget.limit();
    node.put("name", limit.name())
        .put("tenant", limit.tenant())
        .put("class", limit.deviceClass())
        .put("label", limit.label())
        .put("provider", limit.provider())
        .put("period", Spelling.of(limit.period().length()))
        .put("rolling", limit.period().isRolling())
        .put("zone", limit.period().isRolling() ? null : limit.period().zone().getId())
        .put("limitMicros", limit.micros())
        .put("hard", limit.isHard());
    limit.warnings().forEach(node.putArray("warnings")::add);
    var shares = node.putObject("shares");
    limit.shares().keySet().stream()
        .sorted()
        .forEach(tenant -> shares.put(tenant, limit.shares().get(tenant)));
    node.put("since", budget.givenAt().toString()).put("note", budget.note());
    if (spent != null) {
      var tenants = node.putArray("tenants");
      for (BudgetStanding one : spent.byBudget().getOrDefault(limit.name(), List.of())) {
        tenants
            .addObject()
            .put("tenant", one.tenant())
            .put("limitMicros", one.limitMicros())
            .put("spentMicros", one.spentMicros())
            .put("unknownMicros", one.unknownMicros())
            .put("leftMicros", one.leftMicros());
      }
    }
  }
}
