package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** What is remembered of money; the limits themselves are ordered while the job runs. */
final class BudgetOptions {
  static final ConfigOption<Duration> MEMORY =
      key("vedette.budget.memory")
          .durationType()
          .defaultValue(Duration.ofDays(32))
          .withDescription(
              "How far back a job without state reads the ledger for what was spent; 32 d at most,"
                  + " which is all that any limit looks at. With less it starts sooner, and a limit"
                  + " for a longer period does not know what was spent before.");

  static final List<ConfigOption<?>> ALL = List.of(MEMORY);

  private BudgetOptions() {}
}
