package dev.vedette.flink;

import dev.vedette.core.flow.Generation;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Two maps of the key at hand that take turns: what is put into the newer one is there for at least
 * one life and at most two.
 *
 * <p>The older one is dropped whole, so that an access costs the same however much there is.
 * Flink's own time to live copies a key's whole map on an access to find what has expired, where
 * state is on the heap.
 */
final class TwoGenerations<K, V> {
  private final Duration life;
  private final MapState<K, V> even;
  private final MapState<K, V> odd;
  private final ValueState<Generation> generation;

  TwoGenerations(
      RuntimeContext context,
      String name,
      TypeInformation<K> keys,
      TypeInformation<V> values,
      Duration life) {
    this.life = life;
    even = context.getMapState(new MapStateDescriptor<>(name + "-even", keys, values));
    odd = context.getMapState(new MapStateDescriptor<>(name + "-odd", keys, values));
    generation =
        context.getState(
            new ValueStateDescriptor<>(
                name + "-generation", InOnePieceType.ofRecord(Generation.class)));
  }

  /** The map that takes what is new; {@link #begin} first. */
  MapState<K, V> newer() throws Exception {
    return isOdd() ? odd : even;
  }

  MapState<K, V> older() throws Exception {
    return isOdd() ? even : odd;
  }

  /** To be called when something is put. Returns when {@link #forget} is due next. */
  Instant begin(Moment moment) throws Exception {
    Generation current = generation.value();
    if (current == null) {
      current = Generation.first(moment.now());
      generation.update(current);
    }
    return current.endsAt(moment.startedAt(), life);
  }

  /** Drops what has been there for long enough. Returns when to look again; null if it is empty. */
  @Nullable Instant forget(Moment moment) throws Exception {
    Generation current = generation.value();
    if (current == null) {
      return null;
    }
    if (moment.now().isBefore(current.endsAt(moment.startedAt(), life))) {
      return current.endsAt(moment.startedAt(), life);
    }
    older().clear();
    if (newer().isEmpty()) {
      newer().clear();
      generation.clear();
      return null;
    }
    Generation next = current.next(moment.now());
    generation.update(next);
    return next.endsAt(moment.startedAt(), life);
  }

  private boolean isOdd() throws Exception {
    Generation current = generation.value();
    return current != null && current.odd();
  }
}
