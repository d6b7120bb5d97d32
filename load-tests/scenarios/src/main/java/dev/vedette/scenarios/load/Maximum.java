package dev.vedette.scenarios.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How many events a second a job judges at most. */
final class Maximum {
  /** A flood is worked off unevenly: several, each counted until nothing is left of it. */
  private static final int FLOODS = 3;

  private static final Duration FLOOD = Duration.ofSeconds(20);

  private Maximum() {}

  /** The median of the floods: all that was sent, by the time until all of it was judged. */
  static double perSecond(Stage stage) throws Exception {
    double[] rates = new double[FLOODS];
    for (int i = 0; i < FLOODS; i++) {
      long before = stage.traffic.sent().count();
      double begun = stage.clock.seconds();
      stage.flood("maximum", FLOOD);
      stage.drained();
      rates[i] = (stage.traffic.sent().count() - before) / (stage.sampler.last().second() - begun);
    }
    Arrays.sort(rates);
    stage.found(
        Finding.said(
            "most events a second, lowest and highest of %d floods".formatted(FLOODS),
            String.format(Locale.ROOT, "%,.0f – %,.0f /s", rates[0], rates[FLOODS - 1])));
    double median = rates[FLOODS / 2];
    stage.found(Finding.measured("most events a second", median, "/s"));
    return median;
  }
}
