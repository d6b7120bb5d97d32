package dev.vedette.cli.gate;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.pipeline.wire.SignedReleases;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    for (Release release : activated()) {
      last = Math.max(last, release.sequence());
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

  /** The line of the release that was activated last, in the order of sequences. */
  private Optional<ReleaseStatus> lastActivated() {
    return told.stream()
        .filter(status -> status.stage() == Stage.ACTIVATED)
        .max(Comparator.comparingLong(ReleaseStatus::sequence));
  }

  /** Version that serves; empty if nobody has told. */
  Optional<String> serving() {
    return lastActivated()
        .map(ReleaseStatus::version)
        .or(
            () ->
                told.stream()
                    .filter(status -> status.gate().equals(gate))
                    .reduce((before, last) -> last)
                    .map(ReleaseStatus::serving));
  }

  /**
   * The last word of a subtask in which something older serves than was activated last. Lines of
   * different subtasks come in any order, so their sequences tell what they are about.
   */
  Optional<ReleaseStatus> degraded() {
    return told.stream()
        .filter(status -> status.stage() == Stage.DEGRADED)
        .filter(status -> lastActivated().filter(last -> !isAbout(status, last)).isEmpty())
        .reduce((before, last) -> last);
  }

  /** One that names no release is about what served when it was written. */
  private static boolean isAbout(ReleaseStatus degraded, ReleaseStatus activated) {
    return degraded.sequence() == 0
        ? !degraded.at().isBefore(activated.at())
        : degraded.sequence() >= activated.sequence();
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
   * What the lines say was activated, the oldest first, twice if two lines say so. Nobody has asked
   * who signed it.
   */
  List<Release> activated() {
    return told.stream()
        .filter(status -> status.stage() == Stage.ACTIVATED)
        .flatMap(status -> Stream.ofNullable(status.announcement()))
        .flatMap(announcement -> unbelieved(announcement).stream())
        .filter(release -> release.gate().equals(gate))
        .sorted(Comparator.comparingLong(Release::sequence))
        .toList();
  }
}
