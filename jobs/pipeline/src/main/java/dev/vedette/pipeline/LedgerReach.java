package dev.vedette.pipeline;

import dev.vedette.core.budget.Grain;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;

/** How far back a job without state reads the ledger, for what was answered and what was spent. */
public final class LedgerReach {
  private LedgerReach() {}

  /**
   * As the options say.
   *
   * @throws InvalidConfigurationException where it is further back than any limit looks
   */
  public static Duration of(ReadableConfig config) throws InvalidConfigurationException {
    return of(new OptionReader(config));
  }

  static Duration of(OptionReader options) throws InvalidConfigurationException {
    Duration money = options.positive(BudgetOptions.MEMORY);
    if (money.compareTo(Grain.LONGEST) > 0) {
      throw new InvalidConfigurationException(
          "%s > %d d: no limit looks further back"
              .formatted(BudgetOptions.MEMORY.key(), Grain.LONGEST.toDays()));
    }
    Duration answers = JournalMemory.of(options);
    return money.compareTo(answers) > 0 ? money : answers;
  }
}
