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
  private final Turn<K, V> even;
  private final Turn<K, V> odd;
  private final ValueState<Generation> generation;

  /**
   * The maps in one of their two orders.
   *
   * @param newer takes what is new; {@link #begin} first
   */
  record Turn<K, V>(MapState<K, V> newer, MapState<K, V> older) {}

  /**
   * The maps when something is put.
   *
   * @param due when {@link #forget} is next
   */
  record Begun<K, V>(Turn<K, V> maps, Instant due) {}

  TwoGenerations(
      RuntimeContext context,
      String name,
      TypeInformation<K> keys,
      TypeInformation<V> values,
      Duration life) {
    this.life = life;
    var first = context.getMapState(new MapStateDescriptor<>(name + "-even", keys, values));
    var second = context.getMapState(new MapStateDescriptor<>(name + "-odd", keys, values));
    even = new Turn<>(first, second);
    odd = new Turn<>(second, first);
    generation =
        context.getState(
            new ValueStateDescriptor<>(
                name + "-generation", InOnePieceType.ofRecord(Generation.class)));
  }

  /** The maps as they stand, to be read. A look at state: who needs both asks once. */
  Turn<K, V> maps() throws Exception {
    Generation current = generation.value();
    return current == null ? even : turnOf(current);
  }

  /** To be called when something is put. */
  Begun<K, V> begin(Moment moment) throws Exception {
    Generation current = generation.value();
    if (current == null) {
      current = Generation.first(moment.now());
      generation.update(current);
    }
    return new Begun<>(turnOf(current), current.endsAt(moment.startedAt(), life));
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
    Turn<K, V> maps = turnOf(current);
    maps.older().clear();
    if (maps.newer().isEmpty()) {
      maps.newer().clear();
      generation.clear();
      return null;
    }
    Generation next = current.next(moment.now());
    generation.update(next);
    return next.endsAt(moment.startedAt(), life);
  }

  private Turn<K, V> turnOf(Generation current) {
    return current.odd() ? odd : even;
  }
}
