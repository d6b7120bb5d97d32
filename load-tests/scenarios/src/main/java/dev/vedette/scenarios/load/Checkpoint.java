package dev.vedette.scenarios.load;

/**
 * One of the job.
 *
 * @param second of the run at which it was triggered
 * @param seconds it took from end to end; so far, where it has not come to its end
 * @param stateBytes of all that it refers to
 * @param end {@code COMPLETED}, {@code FAILED} or {@code IN_PROGRESS}
 */
record Checkpoint(long id, double second, double seconds, long stateBytes, String end) {
  boolean isCompleted() {
    return end.equals("COMPLETED");
  }
}
