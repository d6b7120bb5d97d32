package dev.vedette.cli.metrics;

import dev.vedette.flink.MetricNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody may have to look at: orders, roads to the cloud, what could not be asked, devices.
 *
 * @param ordersUnreadSeconds for which a process has not known what is ordered; 0 while it does
 * @param closed models whose breaker is open
 * @param deferred questions that are kept to be asked again
 * @param oldestDeferredSeconds since the oldest of them was judged; 0 where none waits
 * @param silentDevices devices that were heard before, and not for a while
 */
public record Trouble(
    double ordersUnreadSeconds,
    List<String> closed,
    long deferred,
    double oldestDeferredSeconds,
    long silentDevices) {
  private static final int OPEN = 2;

  /** They are looked for every five seconds; a broker that changes its leader takes a few. */
  private static final double UNREAD_SECONDS = 30;

  static Trouble of(MetricsScrape scrape) {
    Map<String, Double> breakers = new HashMap<>();
    // Each subtask shows the breakers of its process.
    for (Sample sample : scrape.samples(MetricNames.BREAKER_STATE)) {
      breakers.merge(
          sample.labels().getOrDefault(MetricNames.MODEL, ""), sample.value(), Math::max);
    }
    List<String> closed = new ArrayList<>();
    breakers.forEach(
        (model, state) -> {
          if (state >= OPEN) {
            closed.add(model);
          }
        });
    double ordersAge =
        scrape.samples(MetricNames.ORDERS_READ_AGE_SECONDS).stream()
            .mapToDouble(Sample::value)
            .max()
            .orElse(0);
    return new Trouble(
        ordersAge < UNREAD_SECONDS ? 0 : ordersAge,
        closed.stream().sorted().toList(),
        Math.round(scrape.sum(MetricNames.DEFERRED_QUESTIONS)),
        scrape.sum(MetricNames.DEFERRED_AGE_SECONDS),
        Math.round(scrape.sum(MetricNames.DEVICES_SILENT)));
  }
}
