package dev.vedette.scenarios.capacity;

/**
 * What a number of cameras needs, by multiplication alone.
 *
 * @param cores at the share that is planned of what they judge at most
 * @param partitions of the topic of frames: one a core, or as many as the bytes need
 * @param inFlight calls at a time, by Little's law
 * @param stateMegabytes of what is remembered of events and questions, in checkpoints; not a number
 *     where that was not measured
 */
record Demand(
    int cameras,
    double eventsPerSecond,
    double cores,
    double megabytesPerSecond,
    double partitions,
    double callsPerDay,
    double inFlight,
    double usdPerDay,
    double stateMegabytes) {
  static final double FRAMES_PER_SECOND = 1;
  static final double QUESTIONS_PER_DAY = 20;
  static final double USED = 0.5;
  static final double CALL_SECONDS = 0.8;
  static final double PARTITION_MEGABYTES = 10;

  /** From one checkpoint to the next, by the job's default. */
  static final double CHECKPOINT_SECONDS = 5;

  private static final double SECONDS_PER_DAY = 86_400;

  /** Half way through the memories that the job has by itself: 10 to 20 minutes, 6 to 12 hours. */
  private static final double IDS_SECONDS = 15 * 60;

  private static final double QUESTIONS_SECONDS = 9 * 3_600;

  /**
   * What one event and one question cost.
   *
   * @param micros of processor time of an event
   * @param bytes of an event in Kafka
   * @param usd of a call
   * @param eventState bytes in a checkpoint for an event that is remembered
   * @param questionState the same for a question
   */
  record Costs(double micros, double bytes, double usd, double eventState, double questionState) {}

  /** To where checkpoints lie: each has the whole state, which is on the heap. */
  double checkpointMegabytesPerSecond() {
    return stateMegabytes / CHECKPOINT_SECONDS;
  }

  static Demand of(int cameras, Costs costs) {
    double events = cameras * FRAMES_PER_SECOND;
    double cores = events * costs.micros() / 1e6 / USED;
    double megabytes = events * costs.bytes() / 1e6;
    double calls = cameras * QUESTIONS_PER_DAY;
    double state =
        events * IDS_SECONDS * costs.eventState()
            + calls / SECONDS_PER_DAY * QUESTIONS_SECONDS * costs.questionState();
    return new Demand(
        cameras,
        events,
        cores,
        megabytes,
        Math.max(Math.ceil(cores), Math.ceil(megabytes / PARTITION_MEGABYTES)),
        calls,
        calls / SECONDS_PER_DAY * CALL_SECONDS,
        calls * costs.usd(),
        state / 1e6);
  }
}
