package dev.vedette.simulators.devices;

/**
 * What the broker has acknowledged so far.
 *
 * @param events good ones, each counted once
 * @param duplicates of those
 * @param bad records that are no event
 * @param failed records that the broker did not acknowledge, of whatever sort
 * @param bytes of all acknowledged values
 */
public record SentCounts(long events, long duplicates, long bad, long failed, long bytes) {
  /** Everything that stands in the topic. */
  public long records() {
    return events + duplicates + bad;
  }
}
