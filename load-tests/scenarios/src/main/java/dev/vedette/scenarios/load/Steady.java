package dev.vedette.scenarios.load;

import dev.vedette.simulators.load.LoadShape;
import java.time.Duration;
import java.util.List;

/** The same load all the time. */
final class Steady implements Scenario {
  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults("steady", Duration.ofMinutes(5), new Rate(0.5, true), 1, false);
  }

  @Override
  public String about() {
    return "a constant rate: latency of the alert path, CPU and memory";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    return List.of(Scene.usual(plan, stage -> play(stage, plan)));
  }

  private static void play(Stage stage, LoadPlan plan) throws Exception {
    Phase phase = stage.phase("steady", LoadShape.constant(), plan.length());
    stage.drained();
    Figures.latency(stage, phase);
    Figures.load(stage, phase);
  }
}
