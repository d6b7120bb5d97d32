package dev.vedette.cli.gate;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.pipeline.wire.SignedReleases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one gate's releases.
 *
 * @param announced what the topic of releases still holds, whoever signed it
 * @param told the lines about them and about what nobody believed, the oldest first
 */
record ReleaseHistory(String gate, List<Release> announced, List<ReleaseStatus> told) {
  /** Reads a release without asking who signed it: fit for counting, and for nothing else. */
  private static Optional<Release> unbelieved(Announcement announcement) {
    try {
      return Optional.of(new SignedReleases((keyId, message, signature) -> {}).read(announcement));
    } catch (ReleaseRefusedException e) {
      return Optional.empty(); // no job reads it either
    }
  }

  static ReleaseHistory of(
      String gate, List<Announcement> announcements, List<ReleaseStatus> statuses) {
    return new ReleaseHistory(
        gate,
        announcements.stream()
            .flatMap(announcement -> unbelieved(announcement).stream())
            .filter(release -> release.gate().equals(gate))
            .toList(),
        statuses.stream()
            .filter(status -> status.gate().equals(gate) || status.gate().isEmpty())
            .toList());
  }

  /** The highest sequence that anybody has used; 0 if there is none. */
  long lastSequence() {
    long last = 0;
    for (Release release : announced) {
      last = Math.max(last, release.sequence());
    }
    for (ReleaseStatus status : told) {
      last = Math.max(last, status.sequence());
    }
    return last;
  }

  /** Whether a release of this version serves, did, or may yet. One that was refused does not. */
  boolean isUsed(String version) {
    Set<String> refused = new HashSet<>();
    boolean activated = false;
    for (ReleaseStatus status : told) {
      if (status.stage() == Stage.REFUSED) {
        refused.add(status.announcementSha256());
      }
      activated |= status.stage() == Stage.ACTIVATED && status.version().equals(version);
    }
    return activated
        || announced.stream()
            .anyMatch(
                release ->
                    release.version().equals(version)
                        && !refused.contains(release.announcement().sha256()));
  }

  /** Version that serves by the last line of all subtasks; empty if there is none. */
  Optional<String> serving() {
    return told.stream()
        .filter(status -> status.gate().equals(gate) && status.stage() != Stage.DEGRADED)
        .reduce((before, last) -> last)
        .map(ReleaseStatus::serving);
  }

  /** The last word of a subtask in which something older serves, if nothing was activated since. */
  Optional<ReleaseStatus> degraded() {
    return told.stream()
        .filter(status -> status.stage() == Stage.DEGRADED || status.stage() == Stage.ACTIVATED)
        .reduce((before, last) -> last)
        .filter(status -> status.stage() == Stage.DEGRADED);
  }

  /** Version of the gate that the job was started with: what served before the first activation. */
  Optional<String> original() {
    return told.stream()
        .takeWhile(status -> status.stage() != Stage.ACTIVATED)
        .filter(status -> status.gate().equals(gate))
        .findFirst()
        .map(ReleaseStatus::serving)
        .map(serving -> serving.substring(serving.indexOf('@') + 1));
  }

  /**
   * The releases that were activated, the oldest first, as the lines say: that is no proof, and
   * nobody has asked who signed them.
   */
  List<Release> activated() {
    List<Release> activated = new ArrayList<>();
    for (ReleaseStatus status : told) {
      Announcement announcement = status.announcement();
      if (status.stage() == Stage.ACTIVATED && announcement != null) {
        unbelieved(announcement)
            .filter(release -> release.gate().equals(gate))
            .filter(
                release ->
                    activated.stream().noneMatch(one -> one.sequence() == release.sequence()))
            .ifPresent(activated::add);
      }
    }
    activated.sort(Comparator.comparingLong(Release::sequence));
    return activated;
  }
}
