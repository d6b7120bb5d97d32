package dev.vedette.flink;

import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.event.EventHeader;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiPredicate;

/**
 * How events are judged.
 *
 * @param maxBatch most events that are judged together
 * @param maxWait longest that an event waits for others although there are others
 * @param dutyCycle share of the time, above 0 and at most 1, that judging may take; what comes
 *     while it is used up is skipped and counted
 * @param shadowShare share of the time, likewise, that a release on trial may take beside
 * @param readingsApart whether sensor events are readings of which windows are to be built
 * @param audit which rejected events go on with what they show, since they may be asked about
 */
public record JudgeSettings(
    int maxBatch,
    Duration maxWait,
    double dutyCycle,
    double shadowShare,
    boolean readingsApart,
    AuditPolicy audit)
    implements Serializable {
  public JudgeSettings {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch < 1: " + maxBatch);
    }
    requireShare(dutyCycle, "dutyCycle");
    requireShare(shadowShare, "shadowShare");
  }

  public JudgeSettings withReadingsApart() {
    return new JudgeSettings(maxBatch, maxWait, dutyCycle, shadowShare, true, audit);
  }

  /**
   * Which events go on with what they show although they are negative.
   *
   * @param byOrder those that do so anyway
   */
  BiPredicate<EventHeader, Instant> shown(BiPredicate<EventHeader, Instant> byOrder) {
    return byOrder.or((header, now) -> audit.mayDraw(header));
  }

  private static void requireShare(double share, String field) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s is not above 0 and at most 1: %s".formatted(field, share));
    }
  }
}
