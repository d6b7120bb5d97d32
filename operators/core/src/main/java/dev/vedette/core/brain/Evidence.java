package dev.vedette.core.brain;

import dev.vedette.core.event.Samples;
import dev.vedette.core.privacy.PreparedPicture;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the brain is given to judge by: pictures of an episode, a sensor's samples, or, where no
 * picture may leave, no more than how the gate's scores went.
 *
 * @param frames in the order of time
 * @param samples null for cameras
 * @param scores of the device's latest events in the order of time, the one that is asked about
 *     last; only where no picture may leave
 */
public record Evidence(List<Frame> frames, @Nullable Samples samples, List<PastScore> scores) {
  /** Nothing: the brain cannot be asked. */
  public static final Evidence NONE = new Evidence(List.of(), null, List.of());

  public Evidence {
    frames = List.copyOf(frames);
    scores = List.copyOf(scores);
  }

  /** One picture. */
  public static Evidence of(PreparedPicture picture) {
    return ofFrames(List.of(new Frame(picture, 0, 1)));
  }

  public static Evidence ofFrames(List<Frame> frames) {
    return new Evidence(frames, null, List.of());
  }

  public static Evidence ofSamples(Samples samples) {
    return new Evidence(List.of(), samples, List.of());
  }

  public static Evidence ofScores(List<PastScore> scores) {
    return new Evidence(List.of(), null, scores);
  }

  /** With the best frames only, so many at most, still in the order of time. */
  public Evidence best(int most) {
    if (frames.size() <= most) {
      return this;
    }
    List<Frame> best =
        frames.stream()
            .sorted(Comparator.comparingDouble(Frame::score).reversed())
            .limit(most)
            .sorted(Comparator.comparingLong(Frame::millis))
            .toList();
    return new Evidence(best, samples, scores);
  }

  /** Without the worst frames, if all together are more than a question may have. */
  Evidence lightened() {
    Evidence lighter = this;
    while (lighter.pictureBytes() > PreparedPicture.MOST_BYTES) {
      lighter = lighter.best(lighter.frames.size() - 1);
    }
    return lighter;
  }

  private long pictureBytes() {
    return frames.stream().mapToLong(frame -> frame.picture().jpeg().length).sum();
  }

  public boolean isEmpty() {
    return frames.isEmpty() && samples == null && scores.isEmpty();
  }
}
