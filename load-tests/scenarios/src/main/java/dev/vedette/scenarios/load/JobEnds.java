package dev.vedette.scenarios.load;

import dev.vedette.pipeline.VedetteOptions;

/**
 * How often a job ended with calls under way, over all of its submissions: it was stopped, or went
 * on from a checkpoint.
 */
final class JobEnds {
  static final int USUAL_PERMITS = 64;

  private final int permits;
  private long ofEarlierSubmissions;

  /** Flink counts the start from a savepoint among the restores. */
  private long startsFromSavepoint;

  JobEnds(int permits) {
    this.permits = permits;
  }

  static JobEnds of(SiteSetup setup, LoadPlan plan) {
    String key = VedetteOptions.PERMITS.key();
    String usual = setup.ofJob().getOrDefault(key, String.valueOf(USUAL_PERMITS));
    return new JobEnds(Integer.parseInt(plan.options().getOrDefault(key, usual)));
  }

  void submitted(boolean fromSavepoint) {
    startsFromSavepoint = fromSavepoint ? 1 : 0;
  }

  /**
   * @param restores by Flink's count, until now
   */
  void stopped(long restores) {
    ofEarlierSubmissions = soFar(restores) + 1;
    startsFromSavepoint = 0;
  }

  /**
   * Calls of which the answer may have been lost: each time all permits may have been in use.
   *
   * @param restores of the submission that runs, by Flink's count
   */
  long mostPaidTwice(long restores) {
    return permits * soFar(restores);
  }

  private long soFar(long restores) {
    return ofEarlierSubmissions + restores - startsFromSavepoint;
  }
}
