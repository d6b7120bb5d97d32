package dev.vedette.scenarios.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said of stretches with and without throttled sinks. */
final class ThrottledFindings {
  static final String THROTTLED = "throttled";

  private static final double MOST_SECONDS = 10;
  private static final double MOST_SLOWER = 10;

  private ThrottledFindings() {}

  static void checkpoints(Stage stage, String name, List<Phase> phases) {
    List<Checkpoint> of =
        stage.sampler.checkpoints().stream()
            .filter(one -> phases.stream().anyMatch(phase -> phase.has(one.second())))
            .toList();
    long done = of.stream().filter(Checkpoint::isCompleted).count();
    double longest = of.stream().mapToDouble(Checkpoint::seconds).max().orElse(Double.NaN);
    stage.found(
        Finding.said(
            name + ", checkpoints begun, and completed by the end",
            "%d, %d".formatted(of.size(), done)));
    String what = name + ", longest checkpoint";
    if (name.equals(THROTTLED)) {
      stage.found(
          Finding.atMost(
              name + ", checkpoints that failed or did not end", of.size() - done, "", 0));
      stage.found(Finding.atMost(what, longest, "s", MOST_SECONDS));
    } else {
      stage.found(Finding.measured(what, longest, "s"));
    }
  }

  static void aligned(Stage stage) {
    stage.found(
        Finding.said(
            "edges that stay aligned whatever the job is told",
            AlignmentTable.longest(stage.alignments()).stream()
                .filter(EdgeAlignment::staysAligned)
                .map(one -> "%s → %s".formatted(JobRest.brief(one.from()), JobRest.brief(one.to())))
                .distinct()
                .collect(Collectors.joining("; "))));
  }

  /**
   * @param calm one more than throttled: the one before each and the one after
   */
  static void alertPath(Stage stage, List<Phase> calm, List<Phase> throttled, boolean all) {
    calm.forEach(phase -> Figures.latency(stage, phase));
    throttled.forEach(phase -> Figures.latency(stage, phase));
    List<Double> worse = worse(p99(stage, calm), p99(stage, throttled));
    stage.found(
        Finding.said(
            "alert path, p99 throttled, worse than calm before and after, from stretch to stretch",
            String.format(
                Locale.ROOT, "%.0f – %.0f %%", worse.get(0), worse.get(worse.size() - 1))));
    double median = (worse.get((worse.size() - 1) / 2) + worse.get(worse.size() / 2)) / 2;
    String name = "alert path, p99 throttled, worse than calm before and after, median";
    // A verdict cannot be heard before the broker has let it be written.
    stage.found(
        all ? Finding.measured(name, median, "%") : Finding.atMost(name, median, "%", MOST_SLOWER));
  }

  private static List<Double> p99(Stage stage, List<Phase> phases) {
    return phases.stream().map(phase -> stage.millis(phase, 99)).toList();
  }

  /**
   * By how many percent each is above the mean of its two neighbours, the least first.
   *
   * @param calm one more than throttled
   */
  static List<Double> worse(List<Double> calm, List<Double> throttled) {
    if (calm.size() != throttled.size() + 1) {
      throw new IllegalArgumentException(
          "not one more calm than throttled: %d, %d".formatted(calm.size(), throttled.size()));
    }
    List<Double> worse = new ArrayList<>();
    for (int i = 0; i < throttled.size(); i++) {
      double beside = (calm.get(i) + calm.get(i + 1)) / 2;
      worse.add((throttled.get(i) / beside - 1) * 100);
    }
    Collections.sort(worse);
    return worse;
  }
}
