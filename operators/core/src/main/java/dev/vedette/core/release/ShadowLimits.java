package dev.vedette.core.release;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The trial that a release must pass beside the serving gate, over all subtasks together.
 *
 * @param events that at least one of the two can judge before it is decided
 * @param maxDisagreement largest share of them, in 0..1, that the two may judge differently
 * @param minPositiveShare smallest share, in 0..1, that the new one may find positive
 * @param maxPositiveShare largest share, in 0..1, that the new one may find positive
 * @param maxGateMicros largest mean of microseconds an event of the new one; null: no limit
 * @param decideBy when a trial that has not seen enough is given up; null: never
 */
public record ShadowLimits(
    long events,
    double maxDisagreement,
    double minPositiveShare,
    double maxPositiveShare,
    @Nullable Long maxGateMicros,
    @Nullable Instant decideBy)
    implements Serializable {
  public ShadowLimits {
    if (events < 1) {
      throw new IllegalArgumentException("shadow events < 1: " + events);
    }
    requireShare(maxDisagreement, "maxDisagreement");
    requireShare(minPositiveShare, "minPositiveShare");
    requireShare(maxPositiveShare, "maxPositiveShare");
    if (minPositiveShare > maxPositiveShare) {
      throw new IllegalArgumentException(
          "no share lies in %s..%s".formatted(minPositiveShare, maxPositiveShare));
    }
    if (maxGateMicros != null && maxGateMicros < 1) {
      throw new IllegalArgumentException("maxGateMicros < 1: " + maxGateMicros);
    }
  }

  private static void requireShare(double value, String field) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s is not in 0..1: %s".formatted(field, value));
    }
  }
}
