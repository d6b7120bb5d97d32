package dev.vedette.scenarios.load;

import java.util.List;

/** How soon a job is where it was before a disturbance. */
final class CatchUp {
  /** Of looks before it, of which the largest backlog is the level. */
  private static final double LOOKED_BACK_SECONDS = 10;

  /** Less than that many seconds of load is what is under way anyway. */
  private static final double UNDER_WAY_SECONDS = 0.5;

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
   * From a disturbance to the first look at which the backlog is back at its level and stays there
   * at the next; not a number if there is none. The looks at which it was not seen to rise yet,
   * because the metrics were those from before, do not count.
   */
  static double seconds(List<Sample> samples, double disturbed, long level) {
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
    }
    return Double.NaN;
  }

  /** What disturbs a job. */
  interface Disturbance {
    void happen() throws Exception;
  }

  /** Seconds from the beginning of a disturbance until the job has caught up. */
  static double after(Stage stage, Disturbance disturbance) throws Exception {
    double begun = stage.clock.seconds();
    long level = level(stage.sampler.samples(), begun, stage.rate());
    disturbance.happen();
    stage.await(
        "the job has caught up",
        () -> Double.isFinite(seconds(stage.sampler.samples(), begun, level)));
    double seconds = seconds(stage.sampler.samples(), begun, level);
    stage.say("caught up after %.1f s".formatted(seconds));
    return seconds;
  }
}
