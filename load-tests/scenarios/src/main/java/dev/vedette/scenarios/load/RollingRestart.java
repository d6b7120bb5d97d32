package dev.vedette.scenarios.load;

import dev.vedette.cluster.FlinkProcess;
import dev.vedette.simulators.load.FleetPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Every task manager is replaced in its turn, as when machines are updated, and then the job is
 * stopped with a savepoint and goes on from it, as when it is.
 */
final class RollingRestart implements Scenario {
  private static final int TASK_MANAGERS = 2;

  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults(
        "rolling-restart", Duration.ofMinutes(6), new Rate(0.35, true), 1, true);
  }

  @Override
  public String about() {
    return "two task managers are replaced in turn, then the job by way of a savepoint";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    return List.of(
        Scene.of(
            SiteSetup.one().taskManagers(TASK_MANAGERS),
            FleetPlan.USUAL.withSeed(plan.seed()),
            stage -> play(stage, plan)));
  }

  private static void play(Stage stage, LoadPlan plan) throws Exception {
    List<Double> replaced = new ArrayList<>();
    List<Double> resumed = new ArrayList<>();
    Phase phase =
        stage.meanwhile(
            "restarted",
            same -> {
              for (FlinkProcess old : stage.site.taskManagers()) {
                stage.site.startTaskManager();
                // The new one is there before the old one goes.
                replaced.add(CatchUp.after(stage, old::close));
              }
              resumed.add(CatchUp.after(stage, () -> resume(stage.site)));
            });
    stage.drained();
    stage.found(Finding.said("from each task manager's end to caught up, s", Kill.words(replaced)));
    stage.found(
        Finding.said("from the stop with a savepoint to caught up, s", Kill.words(resumed)));
    stage.found(Finding.measured("most backlog", Figures.mostBacklog(stage, phase), "events"));
    Figures.latency(stage, phase);
  }

  private static void resume(Site site) throws Exception {
    String savepoint = site.stop();
    site.submit("-s", savepoint);
  }
}
