package dev.vedette.scenarios.load;

import dev.vedette.flink.MetricNames;
import dev.vedette.simulators.load.LoadShape;
import dev.vedette.simulators.provider.Fault;
import java.time.Duration;
import java.util.List;

/** The provider hangs up on everybody in the middle third, and limits its callers in the last. */
final class Outage implements Scenario {
  private static final double CALLS_A_SECOND = 20;

  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults("outage", Duration.ofMinutes(6), new Rate(0.35, true), 1, false);
  }

  @Override
  public String about() {
    return "the provider is gone for a third of the time, then back with a rate limit";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    return List.of(Scene.usual(plan, stage -> play(stage, plan)));
  }

  private static void play(Stage stage, LoadPlan plan) throws Exception {
    Duration third = plan.length().dividedBy(3);
    Phase before = stage.phase("before", LoadShape.constant(), third);
    stage.site.provider.play(SiteSetup.PROVIDER.failing(new Fault.HangUp(false)));
    Phase gone = stage.phase("provider gone", LoadShape.constant(), third);
    stage.site.provider.play(SiteSetup.PROVIDER.limitedTo(CALLS_A_SECOND));
    double back = stage.clock.seconds();
    long answered = answered(stage);
    var rest = stage.pace(LoadShape.constant(), third);
    double from = stage.enter("limited to 20 calls/s");
    stage.await("a first answer after the outage", () -> answered(stage) > answered);
    stage.found(Finding.measured("until the first answer", stage.clock.seconds() - back, "s"));
    stage.await("the load's end", rest::isDone, third.plusMinutes(1));
    rest.get();
    Phase limited = stage.leave("limited to 20 calls/s", from);
    stage.drained();
    for (Phase phase : List.of(before, gone, limited)) {
      Figures.latency(stage, phase);
      stage.found(
          Finding.measured(
              phase.name() + ", judged",
              stage.judgedPerSecond(phase.from(), phase.to()),
              "events/s"));
    }
    stage.found(
        Finding.measured(
            "deferred when the load ended",
            stage.site.metrics().count(MetricNames.DEFERRED_QUESTIONS),
            "questions"));
    stage.site.provider.play(SiteSetup.PROVIDER);
  }

  private static long answered(Stage stage) {
    return stage.site.provider.books().totals().answered();
  }
}
