package dev.vedette.scenarios.capacity;

/**
 * What a number of cameras needs, by multiplication alone.
 *
 * @param cores at the share of their time that is planned
 * @param partitions of the topic of frames: one a core, or as many as the bytes need
 * @param inFlight calls at a time, by Little's law
 */
record Demand(
    int cameras,
    double eventsPerSecond,
    double cores,
    double megabytesPerSecond,
    double partitions,
    double callsPerDay,
    double inFlight,
    double usdPerDay) {
  static final double FRAMES_PER_SECOND = 1;
  static final double QUESTIONS_PER_DAY = 20;
  static final double USED = 0.5;
  static final double CALL_SECONDS = 0.8;
  static final double PARTITION_MEGABYTES = 10;
  private static final double SECONDS_PER_DAY = 86_400;

  static Demand of(int cameras, double microsPerEvent, double eventBytes, double usdPerCall) {
    double events = cameras * FRAMES_PER_SECOND;
    double cores = events * microsPerEvent / 1e6 / USED;
    double megabytes = events * eventBytes / 1e6;
    double calls = cameras * QUESTIONS_PER_DAY;
    return new Demand(
        cameras,
        events,
        cores,
        megabytes,
        Math.max(Math.ceil(cores), Math.ceil(megabytes / PARTITION_MEGABYTES)),
        calls,
        calls / SECONDS_PER_DAY * CALL_SECONDS,
        calls * usdPerCall);
  }
}
