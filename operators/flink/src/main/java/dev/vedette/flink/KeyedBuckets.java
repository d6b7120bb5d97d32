package dev.vedette.flink;

import dev.vedette.core.budget.Bucket;
import dev.vedette.core.budget.Buckets;
import dev.vedette.core.budget.Sums;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** The money of the tenant at hand, as keyed state. */
final class KeyedBuckets implements Buckets {
  private final MapState<Bucket, Sums> buckets;

  KeyedBuckets(RuntimeContext context) {
    buckets =
        context.getMapState(
            new MapStateDescriptor<>(
                "money",
                InOnePieceType.ofRecord(Bucket.class),
                InOnePieceType.ofRecord(Sums.class)));
  }

  @Override
  public Sums at(Bucket bucket) {
    try {
      @Nullable Sums sums = buckets.get(bucket);
      return sums == null ? Sums.ZERO : sums;
    } catch (Exception e) {
      throw new FlinkRuntimeException("state of " + bucket, e);
    }
  }

  @Override
  public void put(Bucket bucket, Sums sums) {
    try {
      if (sums.equals(Sums.ZERO)) {
        buckets.remove(bucket);
      } else {
        buckets.put(bucket, sums);
      }
    } catch (Exception e) {
      throw new FlinkRuntimeException("state of " + bucket, e);
    }
  }

  @Override
  public void forEach(BiConsumer<Bucket, Sums> action) {
    try {
      for (Map.Entry<Bucket, Sums> entry : buckets.entries()) {
        action.accept(entry.getKey(), entry.getValue());
      }
    } catch (Exception e) {
      throw new FlinkRuntimeException("state of the buckets", e);
    }
  }

  /** Drops what counts in no period any more. Returns whether anything is left. */
  boolean sweep(Instant now) throws Exception {
    boolean isAnyLeft = false;
    for (Iterator<Map.Entry<Bucket, Sums>> all = buckets.iterator(); all.hasNext(); ) {
      if (all.next().getKey().isOver(now)) {
        all.remove();
      } else {
        isAnyLeft = true;
      }
    }
    if (!isAnyLeft) {
      buckets.clear(); // an empty map is state as well
    }
    return isAnyLeft;
  }
}
