package dev.vedette.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.flink.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Every metric that is registered now, under the series it becomes.
 *
 * <p>Thread-safe. Several metrics may claim one series, most often a task's new attempt and the old
 * one that is still closing: the newest is the one that counts, and the one before it counts again
 * should the newest go first.
 */
final class RegisteredMetrics {
  private final ConcurrentHashMap<Series, List<RegisteredMetric>> claims =
      new ConcurrentHashMap<>();

  void add(Series series, RegisteredMetric metric) {
    claims.merge(
        series,
        List.of(metric),
        (older, newest) -> Stream.concat(older.stream(), newest.stream()).toList());
  }

  void remove(Series series, Metric metric) {
    claims.computeIfPresent(series, (key, claimed) -> without(metric, claimed));
  }

  void forEachNewest(BiConsumer<Series, RegisteredMetric> action) {
    claims.forEach((series, claimed) -> action.accept(series, claimed.get(claimed.size() - 1)));
  }

  /** One claim less, or null, by which the map forgets the series. */
  private static @Nullable List<RegisteredMetric> without(
      Metric metric, List<RegisteredMetric> claimed) {
    List<RegisteredMetric> rest = new ArrayList<>(claimed);
    for (int i = 0; i < rest.size(); i++) {
      if (rest.get(i).isOf(metric)) {
        rest.remove(i);
        break;
      }
    }
    return rest.isEmpty() ? null : List.copyOf(rest);
  }
}
