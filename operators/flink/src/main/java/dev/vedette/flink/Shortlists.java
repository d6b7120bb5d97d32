package dev.vedette.flink;

import dev.vedette.core.brain.Shortlist;
import dev.vedette.flink.RunClock.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The best frames of the episodes of the device at hand that are settling, by label, as keyed
 * state. A picture that is not one of the best does not stay.
 */
final class Shortlists {
  private final MapState<String, Shortlist> byLabel;

  Shortlists(RuntimeContext context) {
    byLabel =
        context.getMapState(
            new MapStateDescriptor<>(
                "shortlists", InOnePieceType.text(), InOnePieceType.ofRecord(Shortlist.class)));
  }

  /** Of an episode that is settling. */
  Optional<Shortlist> of(String label) throws Exception {
    return Optional.ofNullable(byLabel.get(label));
  }

  void put(String label, Shortlist shortlist) throws Exception {
    byLabel.put(label, shortlist);
  }

  /** Ends the settling of a label's episode, if it is; what it has is asked now. */
  Optional<Shortlist> settle(String label) throws Exception {
    Shortlist shortlist = byLabel.get(label);
    if (shortlist == null) {
      return Optional.empty();
    }
    byLabel.remove(label);
    if (byLabel.isEmpty()) {
      byLabel.clear(); // On the heap an emptied map is still an entry.
    }
    return Optional.of(shortlist);
  }

  /** Ends the settling of what is due. */
  List<Shortlist> settle(Moment moment) throws Exception {
    return settle(shortlist -> !shortlist.dueAt().isAfter(moment.now()));
  }

  /** Ends the settling of that whose time is over when something happens at this time. */
  List<Shortlist> settle(Instant at) throws Exception {
    return settle(shortlist -> shortlist.isOverAt(at));
  }

  private List<Shortlist> settle(Predicate<Shortlist> isOver) throws Exception {
    List<Shortlist> settled = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (var one : byLabel.entries()) {
      if (isOver.test(one.getValue())) {
        labels.add(one.getKey());
      }
    }
    for (String label : labels) {
      settle(label).ifPresent(settled::add);
    }
    return settled;
  }

  /** When the next is due; null if there is none. */
  @Nullable Instant due() throws Exception {
    @Nullable Instant next = null;
    for (Shortlist shortlist : byLabel.values()) {
      if (next == null || shortlist.dueAt().isBefore(next)) {
        next = shortlist.dueAt();
      }
    }
    return next;
  }
}
