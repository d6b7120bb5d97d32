package dev.vedette.scenarios.load;

import dev.vedette.simulators.load.ClockDrift;
import dev.vedette.simulators.load.FleetPlan;
import dev.vedette.simulators.load.LoadShape;
import dev.vedette.simulators.load.Skew;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** A few devices send most of it, and no two clocks agree. */
final class SkewedDevices implements Scenario {
  private static final double EXPONENT = 1.1;
  private static final ClockDrift DRIFT = new ClockDrift(Duration.ofSeconds(3), 200);
  private static final String BUSIEST = "-0*0";

  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults("skew", Duration.ofMinutes(5), new Rate(0.5, true), 1, false);
  }

  @Override
  public String about() {
    return "devices by Zipf's law with clocks that are wrong: busy devices beside quiet ones";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    FleetPlan fleet = FleetPlan.USUAL.withSeed(plan.seed());
    return List.of(
        Scene.of(
            SiteSetup.one().subtasks(2),
            fleet.skewed(Skew.zipf(EXPONENT)).drifting(DRIFT),
            stage -> play(stage, plan)));
  }

  private static void play(Stage stage, LoadPlan plan) throws Exception {
    Phase phase = stage.phase("skewed", LoadShape.constant(), plan.length());
    stage.drained();
    Figures.latency(stage, phase);
    Figures.load(stage, phase);
    for (boolean busiest : new boolean[] {true, false}) {
      Histogram micros =
          stage.heard.micros(
              alert -> phase.has(alert.dueSecond()) && isBusiest(alert.device()) == busiest);
      String who = busiest ? "the busiest camera and sensor" : "all other devices";
      stage.found(Finding.measured("alerts of " + who, micros.getTotalCount(), ""));
      if (micros.getTotalCount() > 0) {
        stage.found(
            Finding.measured(
                "alert path, p99 of " + who, micros.getValueAtPercentile(99) / 1e3, "ms"));
      }
    }
    stage.found(Finding.said("events judged, by subtask", bySubtask(stage.site.metrics())));
  }

  /** The first of each kind, by the order of the fleet. */
  static boolean isBusiest(String device) {
    return device.matches(".*" + BUSIEST);
  }

  private static String bySubtask(JobMetrics metrics) {
    Map<String, Long> received = new TreeMap<>();
    metrics
        .series()
        .forEach(
            (name, value) -> {
              if (name.startsWith("vedette_events_received_total")) {
                received.merge(
                    name.replaceAll(".*subtask[a-z_]*=\"(\\d+)\".*", "$1"),
                    Math.round(value),
                    Long::sum);
              }
            });
    return received.values().stream().map("%,d"::formatted).collect(Collectors.joining(", "));
  }
}
