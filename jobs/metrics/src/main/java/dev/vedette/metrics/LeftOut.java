package dev.vedette.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How many series one scrape had to do without, and why: a metric itself, so it can be watched. */
final class LeftOut {
  static final String FAMILY = "vedette_reporter_series_left_out";

  /** Why a series is not in a scrape. */
  enum Reason {
    /** Reading it threw. */
    FAILED,
    /** A counter or a bucket below 0. */
    NEGATIVE,
    /** Its name is taken by a family of another type. */
    CLASH,
    /** The sum of a histogram that has no buckets. */
    NO_BUCKETS
  }

  private final Complaints complaints;
  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

  LeftOut(Complaints complaints) {
    this.complaints = complaints;
    for (Reason reason : Reason.values()) {
      counts.put(reason, 0L);
    }
  }

  void add(Reason reason, long series, String family, String complaint) {
    counts.merge(reason, series, Long::sum);
    complaints.once(family + " (" + label(reason) + ")", complaint);
  }

  MetricSnapshot snapshot() {
    GaugeSnapshot.Builder snapshot =
        GaugeSnapshot.builder()
            .name(FAMILY)
            .help("Series that this scrape had to do without; the log names them.");
    counts.forEach(
        (reason, count) ->
            snapshot.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("reason", label(reason)))
                    .value(count)
                    .build()));
    return snapshot.build();
  }

  private static String label(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
