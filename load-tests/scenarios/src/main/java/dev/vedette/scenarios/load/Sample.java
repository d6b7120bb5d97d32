package dev.vedette.scenarios.load;

import java.util.Map;

/**
 * One look at a run, once a second. Counts are from its beginning on.
 *
 * @param second of the run
 * @param sent events
 * @param judged events, as the job counts them; less after a restart, which goes back
 * @param settled events that have an outcome for good, the same way
 * @param byReason verdicts that were heard, by why the edge gave them, or {@code cloud}
 * @param asked calls in the provider's books
 * @param residentBytes of the task managers
 * @param cpuSeconds of those that are alive
 * @param checkpointCpuSeconds of the threads that write checkpoints, also of those that have ended
 * @param stateBytes of the last checkpoint
 * @param checkpointSeconds that the last one took
 * @param checkpoint the number of the last one that was completed
 * @param stolenMillis that a hypervisor took from the machine's cores since it runs; 0 where nobody
 *     tells
 */
record Sample(
    double second,
    String phase,
    long sent,
    long judged,
    long settled,
    Map<String, Long> byReason,
    long asked,
    long residentBytes,
    double cpuSeconds,
    double checkpointCpuSeconds,
    long stateBytes,
    double checkpointSeconds,
    long checkpoint,
    long stolenMillis) {
  Sample {
    byReason = Map.copyOf(byReason);
  }

  /** Sent and not yet judged. */
  long backlog() {
    return sent - judged;
  }
}
