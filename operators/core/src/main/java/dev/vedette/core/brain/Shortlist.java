package dev.vedette.core.brain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The best frames of an episode that has just been opened, while it settles.
 *
 * <p>The settling time is cut into as many equal stretches as pictures are wanted, and of each the
 * frame with the highest score stays: good ones, and spread in time. Times are the device's own, so
 * that frames that come late or out of order find their stretch.
 *
 * <p>Immutable, so that it is Flink state as it is.
 *
 * @param announced the question, without evidence
 * @param most pictures
 * @param settlingMillis after the event that is asked about, by the device's clock
 * @param frames one of a stretch at most
 * @param dueAt processing time at which it is asked, whatever has come by then
 */
public record Shortlist(
    Question announced, int most, long settlingMillis, List<Frame> frames, Instant dueAt) {
  public Shortlist {
    if (most < 1 || settlingMillis < 1) {
      throw new IllegalArgumentException(
          "%d frames in %d ms are none".formatted(most, settlingMillis));
    }
    frames = List.copyOf(frames);
  }

  public static Shortlist opened(Question announced, int most, Duration settling, Instant now) {
    return new Shortlist(announced, most, settling.toMillis(), List.of(), now.plus(settling));
  }

  /** From the event that is asked about to this time, by the device's clock. */
  public long millisTo(Instant at) {
    return Duration.between(announced.header().happenedAt(), at).toMillis();
  }

  /** Whether an event at this time shows that the time is over. */
  public boolean isOverAt(Instant at) {
    return millisTo(at) >= settlingMillis;
  }

  /** Whether a frame would be one of the best, so that it is worth preparing. */
  public boolean wants(long millis, double score) {
    return frames.stream()
        .filter(frame -> stretch(frame.millis()) == stretch(millis))
        .allMatch(frame -> score > frame.score());
  }

  /** With a frame that is wanted, in the place of the one that it outdoes. */
  public Shortlist with(Frame frame) {
    List<Frame> better = new ArrayList<>(frames);
    better.removeIf(other -> stretch(other.millis()) == stretch(frame.millis()));
    better.add(frame);
    better.sort(Comparator.comparingLong(Frame::millis));
    return new Shortlist(announced, most, settlingMillis, better, dueAt);
  }

  /** Without some frames, whose stretches are free for others then. */
  Shortlist without(Predicate<Frame> some) {
    return frames.stream().noneMatch(some)
        ? this
        : new Shortlist(
            announced, most, settlingMillis, frames.stream().filter(some.negate()).toList(), dueAt);
  }

  /** The question as it is asked. */
  public Question settled() {
    return announced.settled(Evidence.ofFrames(frames).lightened());
  }

  private long stretch(long millis) {
    return Math.max(0, Math.min(most - 1L, millis * most / settlingMillis));
  }
}
