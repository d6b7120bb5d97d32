package dev.vedette.cli.metrics;

import dev.vedette.flink.MetricNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How it stands with the roads to the cloud, and with what could not be asked.
 *
 * @param closed models whose breaker is open
 * @param deferred questions that are kept to be asked again
 * @param oldestDeferredSeconds age of the one whose time is up first; 0 where none waits
 */
public record CloudState(List<String> closed, long deferred, double oldestDeferredSeconds) {
  private static final int OPEN = 2;

  static CloudState of(MetricsScrape scrape) {
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
    return new CloudState(
        closed.stream().sorted().toList(),
        Math.round(scrape.sum(MetricNames.DEFERRED_QUESTIONS)),
        scrape.sum(MetricNames.DEFERRED_AGE_SECONDS));
  }
}
