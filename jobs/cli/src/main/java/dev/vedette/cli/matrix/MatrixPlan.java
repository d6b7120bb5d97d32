package dev.vedette.cli.matrix;

import dev.vedette.cli.quickstart.QuickstartPlan;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a person has asked the matrix for.
 *
 * @param events of one replay, of all cameras together
 * @param rounds in each of which every mode sees the same events; the next one goes on where it
 *     ended
 * @param cloudLatencyMillis median of the simulated provider
 * @param coreHourUsd what an hour of one busy core costs
 * @param coreWatts what one busy core draws
 * @param farOffShare of those who come, who stay so far off that the gate misses some
 */
record MatrixPlan(
    long events,
    double eventsPerSecond,
    int cameras,
    int rounds,
    long cloudLatencyMillis,
    BigDecimal coreHourUsd,
    double coreWatts,
    double farOffShare) {
  private static final long MOST_EVENTS = 1_000_000;
  private static final int MOST_CAMERAS = 100;
  private static final int MOST_ROUNDS = 100;

  /** Beyond this, one provider's permits would be the measure and not the gate. */
  private static final double MOST_IN_FLIGHT = 200;

  /** Calls in flight that are allowed for each that is expected on average. */
  private static final int ROOM = 3;

  /** As a quickstart has it. */
  private static final double EPISODE_GAP_SECONDS = 2;

  private static final int FEWEST_PERMITS = 64;

  MatrixPlan {
    if (events < 1 || events > MOST_EVENTS) {
      throw new IllegalArgumentException("--events is not in 1..1000000: " + events);
    }
    if (!(eventsPerSecond > 0 && eventsPerSecond <= 1000)) {
      throw new IllegalArgumentException(
          "--rate is not above 0 and at most 1000: " + eventsPerSecond);
    }
    if (cameras < 1 || cameras > MOST_CAMERAS) {
      throw new IllegalArgumentException("--devices is not in 1..100: " + cameras);
    }
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException("--rounds is not in 1..100: " + rounds);
    }
    if (cloudLatencyMillis < 0 || cloudLatencyMillis > 5000) {
      throw new IllegalArgumentException("--latency is not in 0..5000: " + cloudLatencyMillis);
    }
    if (coreHourUsd.signum() < 0) {
      throw new IllegalArgumentException("--core-hour < 0: " + coreHourUsd.toPlainString());
    }
    if (!(coreWatts >= 0 && coreWatts <= 1000)) {
      throw new IllegalArgumentException("--watts is not in 0..1000: " + coreWatts);
    }
    if (!(farOffShare >= 0 && farOffShare <= 1)) {
      throw new IllegalArgumentException("--far-off is not in 0..1: " + farOffShare);
    }
    double inFlight = eventsPerSecond * cloudLatencyMillis / 1e3;
    if (inFlight > MOST_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "--rate %s and --latency %d: cloud only would have %.0f calls in flight, and at most %.0f are measured; lower one of them"
              .formatted(eventsPerSecond, cloudLatencyMillis, inFlight, MOST_IN_FLIGHT));
    }
  }

  /** So many that no cap is in the way of cloud only, whose every event is asked about. */
  private int callsPerMinute() {
    return (int) Math.ceil(eventsPerSecond * 120) + 600;
  }

  int permits() {
    return Math.max(
        FEWEST_PERMITS, (int) Math.ceil(ROOM * eventsPerSecond * cloudLatencyMillis / 1e3));
  }

  /** The job's own settings: those of a quickstart. */
  QuickstartPlan job() {
    return new QuickstartPlan(
        null,
        cameras,
        eventsPerSecond,
        events,
        null,
        null,
        Duration.ofMillis(cloudLatencyMillis),
        callsPerMinute(),
        1,
        false);
  }

  /** Between two frames of one camera. */
  Duration frameTime() {
    return Duration.ofNanos(Math.round(1e9 * cameras / eventsPerSecond));
  }

  /**
   * Without a confirmed one, after which what follows is another visit: an episode is over then.
   */
  long framesApart() {
    return Math.max(1, Math.round(EPISODE_GAP_SECONDS * eventsPerSecond / cameras));
  }

  /** Of one camera in one replay, the longest. */
  long framesPerReplay() {
    return (events + cameras - 1) / cameras;
  }

  /** Sent while the network is cut: a third of a replay, for at most ten seconds. */
  long eventsWhileCut() {
    return Math.max(1, Math.min(events / 3, (long) (10 * eventsPerSecond)));
  }

  /** Sent before anything is measured, so that the compiler has seen the code. */
  long eventsToWarmUp() {
    return Math.max(1, Math.min(events, (long) (5 * eventsPerSecond)));
  }
}
