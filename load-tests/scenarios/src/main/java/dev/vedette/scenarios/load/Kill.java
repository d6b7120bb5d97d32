package dev.vedette.scenarios.load;

import dev.vedette.cluster.FlinkProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A task manager is killed under load, and another started at once, as an orchestrator does. */
final class Kill implements Scenario {
  private static final double MOST_SECONDS = 30;

  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults("kill", Duration.ofMinutes(6), new Rate(0.5, true), 5, false);
  }

  @Override
  public String about() {
    return "kill -9 of the task manager, several times: time until caught up, and nothing lost";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    return List.of(Scene.usual(plan, stage -> play(stage, plan)));
  }

  private static void play(Stage stage, LoadPlan plan) throws Exception {
    List<Double> times = new ArrayList<>();
    Phase phase =
        stage.meanwhile(
            "killed",
            same -> {
              for (int i = 0; i < plan.times(); i++) {
                kill(stage, times, plan.length().dividedBy(plan.times()));
              }
            });
    stage.drained();
    double slowest = times.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    stage.found(Finding.said("from each kill to caught up, s", words(times)));
    stage.found(Finding.atMost("from kill to caught up, slowest", slowest, "s", MOST_SECONDS));
    stage.found(Finding.measured("most backlog", Figures.mostBacklog(stage, phase), "events"));
    stage.found(
        Finding.measured(
            "times that the job went on from a checkpoint", stage.site.rest().restores(), ""));
    Figures.latency(stage, phase);
  }

  /** Returns when the job has caught up, and so much has passed. */
  private static void kill(Stage stage, List<Double> times, Duration apart) throws Exception {
    double begun = stage.clock.seconds();
    times.add(
        CatchUp.after(
            stage,
            () -> {
              for (FlinkProcess one : stage.site.taskManagers()) {
                one.kill();
              }
              stage.site.startTaskManager();
            }));
    double left = begun + apart.toMillis() / 1e3 - stage.clock.seconds();
    if (left > 0) {
      stage.pass(Duration.ofMillis((long) (left * 1e3)));
    }
  }

  static String words(List<Double> times) {
    return String.join(
        ", ",
        times.stream()
            .map(seconds -> Double.isFinite(seconds) ? "%.1f".formatted(seconds) : "never")
            .toList());
  }
}
