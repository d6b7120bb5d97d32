package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The newest announcements of each gate by their sequence, whenever they came. What nobody believes
 * is not kept: it would push out what somebody has to hear of.
 */
final class NewestAnnouncements {
  /** A graph, a head and thresholds, and some that came close upon each other. */
  static final int MOST_OF_A_GATE = 8;

  /** Only who has a trusted key makes names of gates. */
  private static final int MOST = 256;

  private final List<ReadEvent> kept = new ArrayList<>();

  /** Takes one if it is believed, or was before a restart: its key may come back. */
  void add(ReadEvent read) {
    if (has(read.announcement()) || (read.gate().isEmpty() && !read.again())) {
      return;
    }
    kept.add(read);
    List<ReadEvent> ofGate =
        kept.stream()
            .filter(one -> one.gate().equals(read.gate()))
            .sorted(Comparator.comparingLong(ReadEvent::sequence))
            .toList();
    if (ofGate.size() > MOST_OF_A_GATE) {
      kept.remove(ofGate.get(0));
    } else if (kept.size() > MOST) {
      kept.remove(0);
    }
  }

  boolean has(Announcement announcement) {
    return kept.stream().anyMatch(one -> one.announcement().equals(announcement));
  }

  /** As they came. */
  List<Announcement> all() {
    return kept.stream().map(ReadEvent::announcement).toList();
  }
}
