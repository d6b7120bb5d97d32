package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask knows of releases, as it lies in state: the announcements themselves, so that
 * after a restart signature and artefacts are checked again.
 *
 * @param gate that they are of; empty if none was heard of
 * @param graph the three that make what serves, see {@link dev.vedette.core.release.Lineage}
 * @param candidate on trial
 * @param waiting behind it, the oldest first
 * @param decided sequence of the last release that was decided
 */
public record RolloutState(
    String gate,
    @Nullable Announcement graph,
    @Nullable Announcement head,
    @Nullable Announcement thresholds,
    @Nullable Announcement candidate,
    List<Announcement> waiting,
    long decided) {
  static final RolloutState NONE = new RolloutState("", null, null, null, null, List.of(), 0);

  static @Nullable Announcement of(@Nullable Release release) {
    return release == null ? null : release.announcement();
  }

  /**
   * Whether it is further than another subtask's: what one has read, the others may be yet to hear
   * of.
   */
  boolean isAheadOf(RolloutState other) {
    return decided != other.decided ? decided > other.decided : heard() > other.heard();
  }

  private int heard() {
    return (candidate == null ? 0 : 1) + waiting.size();
  }
}
