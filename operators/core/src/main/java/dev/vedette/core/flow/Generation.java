package dev.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;

/**
 * Which of two memories takes what is new, and since when. When its time is up the other one is
 * emptied and takes over, so that everything is kept for at least one life and at most two, and
 * forgetting costs the same however much there is.
 *
 * @param odd whether it is the second of the two
 * @param since processing time
 */
public record Generation(boolean odd, Instant since) {

  public static Generation first(Instant now) {
    return new Generation(false, now);
  }

  public Generation next(Instant now) {
    return new Generation(!odd, now);
  }

  /**
   * Time before the job's own start does not count: what a job that was down has not read yet must
   * still find what it knew.
   */
  public Instant endsAt(Instant startedAt, Duration life) {
    return (since.isBefore(startedAt) ? startedAt : since).plus(life);
  }
}
