package dev.vedette.simulators.devices;

/**
 * How many simulated cameras send what, and how fast.
 *
 * @param run tells the event ids of this run from those of others
 * @param events in all, duplicates and bad records not counted; {@link #ENDLESS} for no end
 * @param eventsPerSecond of all cameras together; 0 for as fast as the producer takes them
 * @param framesPerSecond of one camera, by its own clock; see {@link SimulatedCameras}
 * @param realTime whether a run that ends is stamped with the time of sending, too
 * @param duplicateShare of events that are sent a second time
 * @param badShare bad records sent in addition, as a share of the events
 */
public record CameraPlan(
    String topic,
    String run,
    int cameras,
    long events,
    double eventsPerSecond,
    double framesPerSecond,
    boolean realTime,
    double duplicateShare,
    double badShare,
    long seed) {
  public static final long ENDLESS = Long.MAX_VALUE;

  /** Whom all simulated cameras belong to. */
  public static final String TENANT = "demo";

  public CameraPlan {
    if (topic.isBlank() || run.isBlank()) {
      throw new IllegalArgumentException(
          "topic '%s', run '%s': both are needed".formatted(topic, run));
    }
    if (cameras < 1) {
      throw new IllegalArgumentException("cameras < 1: " + cameras);
    }
    if (events < 1) {
      throw new IllegalArgumentException("events < 1: " + events);
    }
    if (!(eventsPerSecond >= 0) || Double.isInfinite(eventsPerSecond)) {
      throw new IllegalArgumentException("eventsPerSecond is not a rate: " + eventsPerSecond);
    }
    if (!(framesPerSecond >= 0.001 && framesPerSecond <= 1000)) {
      throw new IllegalArgumentException(
          "framesPerSecond is not in 0.001..1000: " + framesPerSecond);
    }
    share("duplicateShare", duplicateShare);
    share("badShare", badShare);
  }

  /** Four cameras of five frames a second, all good, as fast as they are taken, without end. */
  public static CameraPlan to(String topic, String run) {
    return new CameraPlan(topic, run, 4, ENDLESS, 0, 5, false, 0, 0, 1);
  }

  public CameraPlan of(int otherCameras) {
    return new CameraPlan(
        topic,
        run,
        otherCameras,
        events,
        eventsPerSecond,
        framesPerSecond,
        realTime,
        duplicateShare,
        badShare,
        seed);
  }

  public CameraPlan endingAfter(long otherEvents) {
    return new CameraPlan(
        topic,
        run,
        cameras,
        otherEvents,
        eventsPerSecond,
        framesPerSecond,
        realTime,
        duplicateShare,
        badShare,
        seed);
  }

  /** All cameras together. */
  public CameraPlan at(double otherEventsPerSecond) {
    return new CameraPlan(
        topic,
        run,
        cameras,
        events,
        otherEventsPerSecond,
        framesPerSecond,
        realTime,
        duplicateShare,
        badShare,
        seed);
  }

  /** Frames are stamped with the time of sending, as in a run without end. */
  public CameraPlan inRealTime() {
    return new CameraPlan(
        topic,
        run,
        cameras,
        events,
        eventsPerSecond,
        framesPerSecond,
        true,
        duplicateShare,
        badShare,
        seed);
  }

  public CameraPlan disturbed(double duplicates, double bad) {
    return new CameraPlan(
        topic,
        run,
        cameras,
        events,
        eventsPerSecond,
        framesPerSecond,
        realTime,
        duplicates,
        bad,
        seed);
  }

  public CameraPlan withSeed(long other) {
    return new CameraPlan(
        topic,
        run,
        cameras,
        events,
        eventsPerSecond,
        framesPerSecond,
        realTime,
        duplicateShare,
        badShare,
        other);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is not in 0..1: " + value);
    }
  }
}
