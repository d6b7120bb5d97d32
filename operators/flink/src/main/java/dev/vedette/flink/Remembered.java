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
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What the key at hand remembers by id, each for at least one life and at most two.
 *
 * <p>Two maps take turns, and the older one is dropped whole, so that an access costs the same
 * however much is remembered. Flink's own time to live copies a key's whole map on an access to
 * find what has expired, where state is on the heap.
 */
final class Remembered<V> {
  private final Duration life;
  private final MapState<String, V> even;
  private final MapState<String, V> odd;
  private final ValueState<Generation> generation;

  Remembered(RuntimeContext context, String name, TypeInformation<V> type, Duration life) {
    this.life = life;
    even = context.getMapState(new MapStateDescriptor<>(name + "-even", Types.STRING, type));
    odd = context.getMapState(new MapStateDescriptor<>(name + "-odd", Types.STRING, type));
    generation =
        context.getState(
            new ValueStateDescriptor<>(name + "-generation", TypeInformation.of(Generation.class)));
  }

  /** What was put last under this id, if it is not forgotten. */
  @Nullable V get(String id) throws Exception {
    Generation current = generation.value();
    if (current == null) {
      return null;
    }
    @Nullable V newer = map(current.odd()).get(id);
    return newer == null ? map(!current.odd()).get(id) : newer;
  }

  /** Returns when {@link #forget} is due next. */
  Instant put(String id, V value, Moment moment) throws Exception {
    Generation current = generation.value();
    if (current == null) {
      current = Generation.first(moment.now());
      generation.update(current);
    }
    map(current.odd()).put(id, value);
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
    map(!current.odd()).clear();
    if (map(current.odd()).isEmpty()) {
      map(current.odd()).clear();
      generation.clear();
      return null;
    }
    Generation next = current.next(moment.now());
    generation.update(next);
    return next.endsAt(moment.startedAt(), life);
  }

  private MapState<String, V> map(boolean second) {
    return second ? odd : even;
  }
}
