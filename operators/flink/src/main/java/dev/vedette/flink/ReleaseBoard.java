package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.operators.coordination.CoordinatorStore;

/**
 * Where the one who reads announcements puts them up for the coordinators of all gates of a job. It
 * lives on the job manager, once for a job.
 */
final class ReleaseBoard {
  /** Each is the newest of its gate or soon followed by that. */
  static final int MOST = 32;

  private static final String KEY = "vedette-release-board";

  /** A coordinator of a gate. */
  @FunctionalInterface
  interface Listener {
    /**
     * @param again whether it may have been told of before
     */
    void announced(Announcement announcement, boolean again);
  }

  private final Set<Announcement> announcements = new LinkedHashSet<>();
  private final List<Listener> listeners = new ArrayList<>();

  ReleaseBoard() {}

  /** The one of a job, which its coordinators share. */
  static ReleaseBoard of(CoordinatorStore job) {
    job.putIfAbsent(KEY, new ReleaseBoard());
    return (ReleaseBoard) job.get(KEY);
  }

  /**
   * Tells all listeners.
   *
   * @param again whether it was read before a restart: then only who has not seen it here is told
   */
  synchronized void post(Announcement announcement, boolean again) {
    boolean known = !announcements.add(announcement);
    if (announcements.size() > MOST) {
      announcements.remove(announcements.iterator().next());
    }
    if (!known || !again) {
      List.copyOf(listeners).forEach(listener -> listener.announced(announcement, again));
    }
  }

  synchronized void join(Listener listener) {
    listeners.add(listener);
  }

  synchronized void leave(Listener listener) {
    listeners.remove(listener);
  }

  /** What has been put up so far, the oldest first. */
  synchronized List<Announcement> announcements() {
    return List.copyOf(announcements);
  }
}
