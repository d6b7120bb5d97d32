package dev.vedette.cli.control;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.control.BudgetOrder;
import java.util.Optional;

/** What becomes of a record that is no order. */
final class LeftOut {
  private LeftOut() {}

  static String inWords(String key) {
    Optional<String> budget = BudgetOrder.named(key);
    String sentence =
        budget.isPresent()
            ? "the last record for the budget '%s' cannot be read: jobs keep to the one before it, or spend nothing if none is left, until it is set again or cleared"
                .formatted(budget.get())
            : "the last record for '%s' is no order: jobs keep to the one before it, or to edge if none is left"
                .formatted(key);
    return Spelling.plain(sentence);
  }
}
