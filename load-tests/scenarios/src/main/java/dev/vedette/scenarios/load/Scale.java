package dev.vedette.scenarios.load;

import dev.vedette.simulators.load.FleetPlan;
import dev.vedette.simulators.load.LoadShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The same load on one, two and four subtasks: what each can do at most, and at a part of it. */
final class Scale implements Scenario {
  private static final String MAXIMUM = "most events a second";

  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults("scale", Duration.ofMinutes(6), new Rate(0.5, true), 1, true);
  }

  @Override
  public String about() {
    return "1, 2 and 4 subtasks: the most of each, and its latency at a part of that";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    return Stream.of(1, 2, 4)
        .map(
            subtasks ->
                new Scene(
                    words(subtasks),
                    SiteSetup.one().subtasks(subtasks),
                    FleetPlan.USUAL.withSeed(plan.seed()),
                    stage -> play(stage, plan)))
        .toList();
  }

  private static String words(int subtasks) {
    return subtasks == 1 ? "1 subtask" : subtasks + " subtasks";
  }

  private static void play(Stage stage, LoadPlan plan) throws Exception {
    Phase phase = stage.phase("paced", LoadShape.constant(), plan.length().dividedBy(3));
    stage.drained();
    Figures.latency(stage, phase);
    Figures.load(stage, phase);
  }

  @Override
  public List<Finding> conclude(List<Play> plays) {
    List<Finding> findings = new ArrayList<>();
    double one = maximum(plays.get(0));
    for (Play play : plays) {
      double maximum = maximum(play);
      if (Double.isFinite(maximum)) {
        findings.add(
            Finding.said(
                play.label(),
                String.format(
                    Locale.ROOT,
                    "%.0f events/s at most, %.2f times one subtask",
                    maximum,
                    maximum / one)));
      }
    }
    findings.add(
        Finding.said(
            "cores of this machine", String.valueOf(Runtime.getRuntime().availableProcessors())));
    return findings;
  }

  private static double maximum(Play play) {
    return play.findings().stream()
        .filter(finding -> finding.name().equals(MAXIMUM) && finding.value() != null)
        .mapToDouble(Finding::value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
