package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest announcements of each gate, the oldest first. What nobody believes is not kept: it
 * would push out what somebody has to hear of.
 */
final class NewestAnnouncements {
  /** A graph, a head and thresholds, and some that came close upon each other. */
  static final int MOST_OF_A_GATE = 8;

  /** Only who has a trusted key makes names of gates. */
  private static final int MOST = 256;

  private record Kept(String gate, Announcement announcement) {}

  private final List<Kept> kept = new ArrayList<>();

  /**
   * @param gate that it is of; empty if it is not believed
   */
  void add(String gate, Announcement announcement) {
    if (gate.isEmpty()) {
      return;
    }
    kept.add(new Kept(gate, announcement));
    if (kept.stream().filter(one -> one.gate().equals(gate)).count() > MOST_OF_A_GATE) {
      kept.remove(kept.stream().filter(one -> one.gate().equals(gate)).findFirst().orElseThrow());
    } else if (kept.size() > MOST) {
      kept.remove(0);
    }
  }

  boolean has(Announcement announcement) {
    return kept.stream().anyMatch(one -> one.announcement().equals(announcement));
  }

  List<Announcement> all() {
    return kept.stream().map(Kept::announcement).toList();
  }
}
