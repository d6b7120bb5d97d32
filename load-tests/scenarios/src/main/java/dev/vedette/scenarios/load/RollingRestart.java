package dev.vedette.scenarios.load;

import dev.vedette.cluster.FlinkProcess;
import dev.vedette.simulators.load.FleetPlan;
import dev.vedette.simulators.load.LoadShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Every task manager is replaced in its turn, as when machines are updated, and then the job is
 * stopped with a savepoint and goes on from it, as when it is.
 */
final class RollingRestart implements Scenario {
  private static final int TASK_MANAGERS = 2;
  private static final Duration CALM = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

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
    CompletableFuture<Void> load = stage.pace(LoadShape.constant(), plan.length());
    double from = stage.enter("restarted");
    stage.pass(CALM);
    List<Double> times = new ArrayList<>();
    for (FlinkProcess old : stage.site.taskManagers()) {
      stage.site.startTaskManager();
      stage.pass(CALM); // the new one is there before the old one goes
      times.add(afterwards(stage, old::close));
    }
    stage.found(Finding.said("from each task manager's end to caught up, s", Kill.words(times)));
    double savepoint =
        afterwards(
            stage,
            () -> {
              String path = stage.site.stop();
              stage.site.submit("-s", path);
            });
    stage.found(Finding.measured("from the stop with a savepoint to caught up", savepoint, "s"));
    stage.await("the load's end", load::isDone, plan.length().plus(PATIENCE));
    load.get();
    Phase phase = stage.leave("restarted", from);
    stage.drained();
    stage.found(Finding.measured("most backlog", Figures.mostBacklog(stage, phase), "events"));
    Figures.latency(stage, phase);
  }

  /** What disturbs a job. */
  private interface Disturbance {
    void happen() throws Exception;
  }

  /** Seconds from its beginning until the job has caught up. */
  private static double afterwards(Stage stage, Disturbance disturbance) throws Exception {
    double begun = stage.clock.seconds();
    long level = CatchUp.level(stage.sampler.samples(), begun, stage.rate());
    disturbance.happen();
    stage.await(
        "the job has caught up",
        () -> Double.isFinite(CatchUp.seconds(stage.sampler.samples(), begun, level)),
        PATIENCE);
    double seconds = CatchUp.seconds(stage.sampler.samples(), begun, level);
    stage.say("caught up after %.1f s".formatted(seconds));
    return seconds;
  }
}
