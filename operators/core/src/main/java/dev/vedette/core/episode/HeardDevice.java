package dev.vedette.core.episode;

/**
 * A device that was heard, as it is remembered across a restart: how long it had been quiet, and
 * not since when, so that the time for which the job is away does not count.
 */
public record HeardDevice(String deviceKey, long quietMillis) {
  public HeardDevice {
    if (quietMillis < 0) {
      throw new IllegalArgumentException("quietMillis < 0: " + quietMillis);
    }
  }
}
