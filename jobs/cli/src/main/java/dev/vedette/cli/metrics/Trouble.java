package dev.vedette.cli.metrics;

import dev.vedette.flink.MetricNames;
import java.util.List;

/**
 * What somebody may have to look at: orders, roads to the cloud, what could not be asked, devices.
 *
 * @param ordersUnreadSeconds for which a process has not known what is ordered; 0 while it does
 * @param roads those to models that are not as open or as wide as they might be
 * @param deferred questions that are kept to be asked again
 * @param oldestDeferredSeconds since the oldest of them was judged; 0 where none waits
 * @param silentDevices devices that were heard before, and not for a while
 */
public record Trouble(
    double ordersUnreadSeconds,
    List<RoadTrouble> roads,
    long deferred,
    double oldestDeferredSeconds,
    long silentDevices) {
  /** They are looked for every five seconds; a broker that changes its leader takes a few. */
  private static final double UNREAD_SECONDS = 30;

  static Trouble of(MetricsScrape scrape) {
    double ordersAge =
        scrape.samples(MetricNames.ORDERS_READ_AGE_SECONDS).stream()
            .mapToDouble(Sample::value)
            .max()
            .orElse(0);
    return new Trouble(
        ordersAge < UNREAD_SECONDS ? 0 : ordersAge,
        RoadTrouble.of(scrape),
        Math.round(scrape.sum(MetricNames.DEFERRED_QUESTIONS)),
        scrape.sum(MetricNames.DEFERRED_AGE_SECONDS),
        Math.round(scrape.sum(MetricNames.DEVICES_SILENT)));
  }
}
