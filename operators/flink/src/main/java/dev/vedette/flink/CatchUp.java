package dev.vedette.flink;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * How far a topic has been read, compared with how far it went when this run began: what was
 * written before may be contradicted by a line that is yet to be read.
 */
final class CatchUp {
  private static final ListStateDescriptor<NextRead> READ =
      new ListStateDescriptor<>("read", TypeInformation.of(NextRead.class));

  private final ListState<NextRead> state;
  private final Map<Integer, Long> read = new HashMap<>();
  private final Map<Integer, Long> restored;
  private @Nullable Map<Integer, Long> ends;

  private CatchUp(ListState<NextRead> state) throws Exception {
    this.state = state;
    for (NextRead next : state.get()) {
      read.put(next.partition(), next.offset());
    }
    restored = Map.copyOf(read);
  }

  static CatchUp restored(OperatorStateStore store) throws Exception {
    return new CatchUp(store.getListState(READ));
  }

  /**
   * Whoever asks for the ends again, because some are not reached, learns which were deleted.
   *
   * @param now the next offset of each partition that has records
   */
  void ends(Map<Integer, Long> now) {
    Map<Integer, Long> before = ends;
    if (before == null) {
      ends = new HashMap<>(now);
      restored.forEach((partition, next) -> forgetIfAnew(partition, next, now));
    } else {
      before.keySet().retainAll(now.keySet());
    }
  }

  /** A topic that ends before what was read of it was made anew, and is read from its beginning. */
  private void forgetIfAnew(int partition, long next, Map<Integer, Long> now) {
    if (next > now.getOrDefault(partition, next)) {
      read.remove(partition, next);
    }
  }

  /** Whether a record may have been written before this run. */
  boolean isOld(DeferredRecord record) {
    return ends == null || record.offset() < ends.getOrDefault(record.partition(), 0L);
  }

  void read(DeferredRecord record) {
    read.merge(record.partition(), record.offset() + 1, Math::max);
  }

  boolean isDone() {
    Map<Integer, Long> goals = ends;
    return goals != null
        && goals.entrySet().stream()
            .allMatch(goal -> read.getOrDefault(goal.getKey(), 0L) >= goal.getValue());
  }

  void snapshot() throws Exception {
    state.update(
        read.entrySet().stream().map(one -> new NextRead(one.getKey(), one.getValue())).toList());
  }
}
