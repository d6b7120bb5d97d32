package dev.vedette.flink;

import dev.vedette.core.budget.Grain;
import dev.vedette.core.money.Exposure;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What the inferences of the tenant at hand cost, as keyed state.
 *
 * <p>One is remembered while it is not known what it costs, for as long as that may count in a
 * period; after that for as long as anything is remembered of it, so that a line that comes again
 * changes nothing.
 */
final class KeyedExposures {
  private final MapState<String, Exposure> open;
  private final Remembered<Exposure> settled;

  KeyedExposures(RuntimeContext context, Duration memory) {
    open =
        context.getMapState(
            new MapStateDescriptor<>(
                "open-exposures", InOnePieceType.text(), InOnePieceType.ofRecord(Exposure.class)));
    settled = new Remembered<>(context, "exposures", Exposure.class, memory);
  }

  @Nullable Exposure of(String inferenceId) throws Exception {
    @Nullable Exposure unsettled = open.get(inferenceId);
    return unsettled == null ? settled.get(inferenceId) : unsettled;
  }

  /**
   * Returns when {@link #forget} is due for it; null where that is up to {@link #sweep}.
   *
   * @param isForgotten whether it would be forgotten by now if it is settled
   */
  @Nullable Instant put(String inferenceId, Exposure exposure, boolean isForgotten, Moment moment)
      throws Exception {
    if (!exposure.isSettled()) {
      open.put(inferenceId, exposure);
      return null;
    }
    open.remove(inferenceId);
    if (isForgotten && settled.get(inferenceId) == null) {
      return null;
    }
    return settled.put(inferenceId, exposure, moment);
  }

  /** Drops what has been settled for long enough. Returns when to look again; null for never. */
  @Nullable Instant forget(Moment moment) throws Exception {
    return settled.forget(moment);
  }

  /**
   * Drops what is not settled, and counted in no period at that time. Returns whether anything is
   * left of it.
   */
  boolean sweep(Instant now) throws Exception {
    Instant horizon = now.minus(Grain.LONGEST);
    boolean isAnyLeft = false;
    for (Iterator<Map.Entry<String, Exposure>> all = open.iterator(); all.hasNext(); ) {
      @Nullable Instant latest = all.next().getValue().latest();
      if (latest == null || latest.isBefore(horizon)) {
        all.remove();
      } else {
        isAnyLeft = true;
      }
    }
    if (!isAnyLeft) {
      open.clear();
    }
    return isAnyLeft;
  }
}
