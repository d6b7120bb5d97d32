package dev.vedette.cli.quickstart;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.metrics.JobNumbers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job has done with everything that was sent: all of it received, nothing pending or
 * unaccounted for, and two looks alike.
 */
public final class Settling {
  private final long sent;
  private final long patienceNanos;
  private long changedNanos;
  private @Nullable JobNumbers before;

  /**
   * @param patience how long nothing may change before it is given up
   */
  public Settling(long sent, Duration patience, long nowNanos) {
    this.sent = sent;
    this.patienceNanos = patience.toNanos();
    this.changedNanos = nowNanos;
  }

  /** Whether it has settled. */
  public boolean look(JobNumbers now, long nowNanos) throws FailedCommandException {
    JobNumbers earlier = before;
    boolean same = earlier != null && now.sameCountsAs(earlier);
    before = now;
    if (!same) {
      changedNanos = nowNanos;
    } else if (now.received() == sent && now.pending() == 0 && now.unaccounted() == 0) {
      return true;
    } else if (nowNanos - changedNanos > patienceNanos) {
      throw new FailedCommandException(
          "the job has stopped half way: %d events were sent, %d received, %d are pending and %d have no outcome; the log says more"
              .formatted(sent, now.received(), now.pending(), now.unaccounted()));
    }
    return false;
  }
}
