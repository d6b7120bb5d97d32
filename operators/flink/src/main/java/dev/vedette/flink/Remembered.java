package dev.vedette.flink;

import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/** What the key at hand remembers by id, each for at least one life and at most two. */
final class Remembered<V extends Record> {
  private final TwoGenerations<String, V> generations;

  Remembered(RuntimeContext context, String name, Class<V> type, Duration life) {
    generations =
        new TwoGenerations<>(
            context, name, InOnePieceType.text(), InOnePieceType.ofRecord(type), life);
  }

  /** What was put last under this id, if it is not forgotten. */
  @Nullable V get(String id) throws Exception {
    var maps = generations.maps();
    @Nullable V newer = maps.newer().get(id);
    return newer == null ? maps.older().get(id) : newer;
  }

  /** Returns when {@link #forget} is due next. */
  Instant put(String id, V value, Moment moment) throws Exception {
    var begun = generations.begin(moment);
    begun.maps().newer().put(id, value);
    return begun.due();
  }

  /** All that is not forgotten, copied. */
  Map<String, V> all() throws Exception {
    var maps = generations.maps();
    Map<String, V> all = new HashMap<>();
    for (Map.Entry<String, V> entry : maps.older().entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<String, V> entry : maps.newer().entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** Drops what has been there for long enough. Returns when to look again; null if it is empty. */
  @Nullable Instant forget(Moment moment) throws Exception {
    return generations.forget(moment);
  }
}
