package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.operators.coordination.CoordinatorStore;

/**
 * Where the one who reads announcements puts them up for the coordinators of all gates of a job. It
 * lives on the job manager, once for a job.
 */
final class ReleaseBoard {
  private static final String KEY = "vedette-release-board";

  /** A coordinator of a gate. */
  @FunctionalInterface
  interface Listener {
    /**
     * @param again whether it may have been told of before
     */
    void announced(Announcement announcement, boolean again);
  }

  private final NewestAnnouncements announcements = new NewestAnnouncements();
  private final List<Listener> listeners = new ArrayList<>();

  ReleaseBoard() {}

  /** The one of a job, which its coordinators share. */
  static ReleaseBoard of(CoordinatorStore job) {
    job.putIfAbsent(KEY, new ReleaseBoard());
    return (ReleaseBoard) job.get(KEY);
  }

  /**
   * Tells all listeners, and those who come later as long as it is among the newest. What was read
   * before a restart is told to those who have not seen it here.
   */
  synchronized void post(ReadEvent read) {
    boolean known = announcements.has(read.announcement());
    announcements.add(read);
    if (!known || !read.again()) {
      List.copyOf(listeners)
          .forEach(listener -> listener.announced(read.announcement(), read.again()));
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
    return announcements.all();
  }
}
