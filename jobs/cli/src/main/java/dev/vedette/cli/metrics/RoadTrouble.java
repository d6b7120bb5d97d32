package dev.vedette.cli.metrics;

import dev.vedette.flink.MetricNames;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The road to a model, of which something keeps questions off: where processes differ, in the one
 * that is worst off.
 *
 * @param breaker whether it is closed, or being tried
 * @param pauseSeconds for which the provider wants to be left alone; 0 if it does not
 * @param calls at once that it bears
 * @param wanted calls at once that would be made
 * @param perSecond calls that it takes; infinite where it has shown nothing
 */
public record RoadTrouble(
    String model, Breaker breaker, double pauseSeconds, long calls, long wanted, double perSecond) {
  /** In the order of the gauge's values. */
  public enum Breaker {
    CLOSED,
    HALF_OPEN,
    OPEN
  }

  static List<RoadTrouble> of(MetricsScrape scrape) {
    var models = new TreeSet<String>();
    for (Sample sample : scrape.samples(MetricNames.BREAKER_STATE)) {
      models.add(model(sample));
    }
    List<RoadTrouble> roads = new ArrayList<>();
    for (String model : models) {
      RoadTrouble road = of(model, scrape);
      if (road.isAny()) {
        roads.add(road);
      }
    }
    return roads;
  }

  private static RoadTrouble of(String model, MetricsScrape scrape) {
    Width narrowest = Width.narrowest(scrape, model);
    double perSecond =
        of(scrape, MetricNames.CALL_RATE_LIMIT, model).stream()
            .mapToDouble(Sample::value)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    int breaker = (int) most(of(scrape, MetricNames.BREAKER_STATE, model));
    return new RoadTrouble(
        model,
        Breaker.values()[Math.min(Breaker.values().length - 1, breaker)],
        most(of(scrape, MetricNames.CALL_PAUSE_SECONDS, model)),
        narrowest.calls(),
        narrowest.wanted(),
        perSecond);
  }

  /** Whether fewer calls at once are borne than would be made. */
  public boolean isNarrow() {
    return calls < wanted;
  }

  /** Whether the pace may be what keeps questions off: a call takes a second or so. */
  public boolean isSlow() {
    return perSecond < wanted;
  }

  private boolean isAny() {
    return breaker != Breaker.CLOSED || pauseSeconds > 0 || isNarrow() || isSlow();
  }

  /** Calls at once in one process. */
  private record Width(long calls, long wanted) {
    static Width narrowest(MetricsScrape scrape, String model) {
      var narrowest = new Width(0, 0);
      for (Sample most : of(scrape, MetricNames.CALL_LIMIT_WANTED, model)) {
        for (Sample limit : of(scrape, MetricNames.CALL_LIMIT, model)) {
          var here = new Width(Math.round(limit.value()), Math.round(most.value()));
          if (limit.labels().equals(most.labels()) && here.isNarrowerThan(narrowest)) {
            narrowest = here;
          }
        }
      }
      return narrowest;
    }

    private boolean isNarrowerThan(Width other) {
      return other.wanted == 0 || wanted - calls > other.wanted - other.calls;
    }
  }

  private static List<Sample> of(MetricsScrape scrape, String name, String model) {
    return scrape.samples(name).stream().filter(sample -> model(sample).equals(model)).toList();
  }

  private static String model(Sample sample) {
    return sample.labels().getOrDefault(MetricNames.MODEL, "");
  }

  private static double most(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::value).max().orElse(0);
  }
}
