package dev.vedette.scenarios.load;

import java.time.Duration;
import java.util.List;

/** How soon a job is where it was before a disturbance. */
final class CatchUp {
  /** Of looks before it, of which the largest backlog is the level. */
  private static final double LOOKED_BACK_SECONDS = 10;

  /** Less than that many seconds of load is what is under way anyway. */
  private static final double UNDER_WAY_SECONDS = 0.5;

  /** In which any standstill shows. */
  private static final double UNMOVED_SECONDS = 10;

  /** A target that is missed, and no run that failed. */
  private static final double NEVER_SECONDS = 300;

  private static final Duration CALM = Duration.ofSeconds(12);

  private CatchUp() {}

  /** The level to which a backlog has to come back. */
  static long level(List<Sample> samples, double disturbed, double perSecond) {
    long most =
        samples.stream()
            .filter(
                one -> one.second() < disturbed && one.second() >= disturbed - LOOKED_BACK_SECONDS)
            .mapToLong(Sample::backlog)
            .max()
            .orElse(0);
    return Math.max(most, Math.round(UNDER_WAY_SECONDS * perSecond));
  }

  /**
   * From a disturbance to the first look at which the backlog, having risen, is back at its level
   * and stays there at the next; 0 if it has not risen until a while after all had happened, and
   * not a number if neither is known yet.
   *
   * @param happened when it was over; not a number as long as it is not
   */
  static double seconds(List<Sample> samples, double disturbed, double happened, long level) {
    boolean risen = false;
    for (int i = 0; i + 1 < samples.size(); i++) {
      Sample one = samples.get(i);
      if (one.second() < disturbed) {
        continue;
      }
      boolean back = one.backlog() <= level && samples.get(i + 1).backlog() <= level;
      if (risen && back) {
        return one.second() - disturbed;
      }
      risen |= one.backlog() > level;
      if (!risen && one.second() > happened + UNMOVED_SECONDS) {
        return 0;
      }
    }
    return Double.NaN;
  }

  /** What disturbs a job. */
  interface Disturbance {
    void happen() throws Exception;
  }

  /**
   * Seconds from the beginning of a disturbance until the job has caught up. Before it, the job is
   * left alone for as long as its level is looked at. Infinite where it had not after minutes.
   */
  static double after(Stage stage, Disturbance disturbance) throws Exception {
    stage.pass(CALM);
    double begun = stage.clock.seconds();
    long level = level(stage.sampler.samples(), begun, stage.rate());
    disturbance.happen();
    double happened = stage.clock.seconds();
    double patience = happened + NEVER_SECONDS;
    stage.await(
        "the job has caught up",
        () ->
            Double.isFinite(seconds(stage.sampler.samples(), begun, happened, level))
                || stage.clock.seconds() > patience,
        Duration.ofSeconds((long) NEVER_SECONDS).plusMinutes(1));
    double seconds = seconds(stage.sampler.samples(), begun, happened, level);
    if (!Double.isFinite(seconds)) {
      stage.say("not caught up after %.0f s".formatted(NEVER_SECONDS));
      return Double.POSITIVE_INFINITY;
    }
    stage.say("caught up after %.1f s".formatted(seconds));
    return seconds;
  }
}
