package dev.vedette.flink;

import java.io.Serializable;
import java.time.Duration;

/**
 * How events are judged.
 *
 * @param maxBatch most events that are judged together
 * @param maxWait longest that an event waits for others although there are others
 * @param dutyCycle share of the time, above 0 and at most 1, that judging may take; what comes
 *     while it is used up is skipped and counted
 * @param shadowShare share of the time, likewise, that a release on trial may take beside
 * @param readingsApart whether sensor events are readings of which windows are to be built
 */
public record JudgeSettings(
    int maxBatch, Duration maxWait, double dutyCycle, double shadowShare, boolean readingsApart)
    implements Serializable {
  public JudgeSettings {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch < 1: " + maxBatch);
    }
    requireShare(dutyCycle, "dutyCycle");
    requireShare(shadowShare, "shadowShare");
  }

  public JudgeSettings withReadingsApart() {
    return new JudgeSettings(maxBatch, maxWait, dutyCycle, shadowShare, true);
  }

  private static void requireShare(double share, String field) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s is not above 0 and at most 1: %s".formatted(field, share));
    }
  }
}
