package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Releases that wait for an older one to be decided, the oldest first. */
final class WaitingReleases {
  private static final int MOST = 8;

  private final Deque<Release> releases = new ArrayDeque<>();

  /** Adds the newest, and gives back those of which it leaves nothing, or for which is no room. */
  List<Release> add(Release newest) {
    List<Release> passedOver = new ArrayList<>();
    for (Release older : List.copyOf(releases)) {
      if (newest.kind().supersedes(older.kind()) || releases.size() >= MOST) {
        releases.remove(older);
        passedOver.add(older);
      }
    }
    releases.addLast(newest);
    return passedOver;
  }

  /** Takes the oldest; null if none waits. */
  @Nullable Release poll() {
    return releases.pollFirst();
  }

  @Nullable Release newest() {
    return releases.peekLast();
  }

  boolean has(Release release) {
    return releases.stream().anyMatch(known -> known.announcement().equals(release.announcement()));
  }

  List<Announcement> announcements() {
    return releases.stream().map(Release::announcement).toList();
  }
}
