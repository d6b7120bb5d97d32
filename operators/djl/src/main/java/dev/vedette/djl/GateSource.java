package dev.vedette.djl;

import dev.vedette.core.watch.WatchRules;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a gate comes from and how it is to be used: all that travels in a job's graph.
 *
 * @param location a folder on every task manager, or {@code classpath:gates/face}
 * @param threshold from which score on an event is positive, whatever its device's class; the
 *     gate's own thresholds, those by class among them, if not given
 * @param variant the only one to use; the best that passes on the host if not given
 * @param maxBatch most events in one call of the engine; longer lists are split
 * @param watch what it may see of a device's pictures; the rest is black
 */
public record GateSource(
    String location,
    @Nullable Double threshold,
    @Nullable String variant,
    int maxBatch,
    WatchRules watch)
    implements Serializable {
  /** Above this a batch saves nothing more and only adds to the wait. */
  public static final int DEFAULT_MAX_BATCH = 64;

  private static final int LARGEST_BATCH = 1024;

  public GateSource {
    if (location.isBlank()) {
      throw new IllegalArgumentException("location is blank");
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold is not in 0..1: " + threshold);
    }
    if (maxBatch < 1 || maxBatch > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "maxBatch is not in 1..%d: %d".formatted(LARGEST_BATCH, maxBatch));
    }
  }

  /** One that sees everything. */
  public GateSource(
      String location, @Nullable Double threshold, @Nullable String variant, int maxBatch) {
    this(location, threshold, variant, maxBatch, WatchRules.NONE);
  }

  public static GateSource of(String location) {
    return new GateSource(location, null, null, DEFAULT_MAX_BATCH);
  }

  /** Another gate, to be used in the same way. */
  public GateSource at(String other) {
    return new GateSource(other, threshold, variant, maxBatch, watch);
  }

  public GateSource withThreshold(double value) {
    return new GateSource(location, value, variant, maxBatch, watch);
  }

  public GateSource withVariant(String name) {
    return new GateSource(location, threshold, name, maxBatch, watch);
  }

  public GateSource withMaxBatch(int events) {
    return new GateSource(location, threshold, variant, events, watch);
  }

  public GateSource watching(WatchRules rules) {
    return new GateSource(location, threshold, variant, maxBatch, rules);
  }
}
