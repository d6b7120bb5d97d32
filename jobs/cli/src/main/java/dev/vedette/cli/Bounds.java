package dev.vedette.cli;

import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.control.Orders;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.LedgerReach;
import dev.vedette.pipeline.Prices;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/** Whether anything bounds what a job may spend, for whoever starts it. */
final class Bounds {
  private Bounds() {}

  /** A warning; nothing where its providers cost nothing, or a hard budget is in force. */
  static Optional<String> of(ReadableConfig config)
      throws InvalidConfigurationException, InterruptedException {
    List<RoadPrice> roads = Prices.worstCases(config);
    if (roads.stream().allMatch(road -> road.micros() == 0)) {
      return Optional.empty();
    }
    Duration memory = LedgerReach.of(config);
    try {
      Orders orders = ControlTopic.reach(config).standing().orders();
      return of(orders).or(() -> forgotten(orders, memory));
    } catch (FailedCommandException e) { // the job waits for what is away, and so can be started
      return Optional.of(
          "WARNING: nobody knows whether a budget is in force: %s".formatted(e.getMessage()));
    }
  }

  /** A job without state reads the ledger back, and so knows what counts; if it reads enough. */
  static Optional<String> forgotten(Orders orders, Duration memory) {
    return orders.limits().all().stream()
        .filter(limit -> limit.isHard() && limit.period().longest().compareTo(memory) > 0)
        .min(Comparator.comparing(Limit::name))
        .map(
            limit ->
                ("WARNING: budget '%s' is of a %s, but a job without state would read the ledger back"
                        + " for %d hours only, and forget what was spent before; raise"
                        + " vedette.budget.memory")
                    .formatted(limit.name(), limit.period().spelt(), memory.toHours()));
  }

  static Optional<String> of(Orders orders) {
    return orders.limits().all().stream().anyMatch(Limit::isHard)
        ? Optional.empty()
        : Optional.of(
            "WARNING: no hard budget is in force, so nothing but caps on calls bounds what is spent;"
                + " give one with 'vedette control budget set'");
  }
}
