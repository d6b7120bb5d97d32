package dev.vedette.scenarios.load;

/**
 * How a checkpoint's barriers came into a task over one of its edges. The cluster counts by task;
 * where a task has several edges, the figures are those of all of them.
 *
 * @param shipped how records travel over it
 * @param maxMillis longest that a subtask waited, with a barrier there, for the others
 * @param persistedBytes of records under way that were written with it
 * @param maxStartMillis longest from the trigger to the first barrier
 * @param unaligned whether the barriers overtook records
 */
record EdgeAlignment(
    long checkpoint,
    String from,
    String to,
    String shipped,
    long maxMillis,
    long persistedBytes,
    long maxStartMillis,
    boolean unaligned) {
  /** Where barriers never overtake records, whatever the job is told. */
  boolean staysAligned() {
    return !(shipped.equals("HASH") || shipped.equals("REBALANCE"));
  }
}
