package dev.vedette.cli;

import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.control.Orders;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.Prices;
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
    try {
      return of(ControlTopic.reach(config).standing().orders());
    } catch (FailedCommandException e) { // the job waits for what is away, and so can be started
      return Optional.of(
          "WARNING: nobody knows whether a budget is in force: %s".formatted(e.getMessage()));
    }
  }

  static Optional<String> of(Orders orders) {
    return orders.limits().all().stream().anyMatch(Limit::isHard)
        ? Optional.empty()
        : Optional.of(
            "WARNING: no hard budget is in force, so nothing but caps on calls bounds what is spent;"
                + " give one with 'vedette control budget set'");
  }
}
