package dev.vedette.core.brain;

import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a question is worth asking again later, and how it stands with that.
 *
 * @param priority higher ones are asked again first and given up last
 * @param until when nobody wants an answer any more, however late
 * @param round 0 for a question that comes right from its event, then counted up
 * @param reason why the edge had to answer when it should have been asked, which is in the first
 *     round; null before it has been tried
 */
public record Deferral(int priority, Instant until, int round, @Nullable Reason reason) {
  public Deferral {
    if (round < 0 || (round > 0) != (reason != null)) {
      throw new IllegalArgumentException("round %d for reason %s".formatted(round, reason));
    }
  }

  /** For a question that has not been asked yet. */
  public static Deferral planned(int priority, Instant until) {
    return new Deferral(priority, until, 0, null);
  }

  /** The same after so many rounds without an answer, of which the last one had this reason. */
  public Deferral inRound(int rounds, Reason why) {
    return new Deferral(priority, until, rounds, reason == null ? why : reason);
  }

  /** The same for a question that is given up earlier. */
  public Deferral endingAt(Instant end) {
    return new Deferral(priority, end, round, reason);
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(until);
  }
}
