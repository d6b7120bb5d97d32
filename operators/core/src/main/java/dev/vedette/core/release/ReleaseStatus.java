package dev.vedette.core.release;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line for people on how a release is doing.
 *
 * @param gate name of the gate; empty if the release could not be believed
 * @param version of the release; empty likewise
 * @param sequence of the release; 0 likewise
 * @param stage how far it has come
 * @param reason why it was refused, or does not serve in one subtask, in a word; empty otherwise
 * @param detail the same in a sentence, with what to do
 * @param events that at least one of both gates could judge in its trial so far
 * @param disagreements events that they judged differently
 * @param positives events that the new one found positive
 * @param gateMicros mean microseconds an event of the new one; 0 before its first
 * @param serving version that serves after this
 * @param announcementSha256 of the announcement that this is about, so that whoever made it finds
 *     it again even if it was not believed; empty if there is none
 * @param announcement of an activated release, so that a rollback can announce it again
 */
public record ReleaseStatus(
    String gate,
    String version,
    long sequence,
    Stage stage,
    String reason,
    String detail,
    long events,
    long disagreements,
    long positives,
    long gateMicros,
    String serving,
    Instant at,
    String announcementSha256,
    @Nullable Announcement announcement) {
  /** How far a release has come. */
  public enum Stage {
    /** Read and believed; the subtasks are loading it. */
    ANNOUNCED,
    /** Every subtask has loaded it; both judge, the old one serves. */
    SHADOW,
    /** It serves. */
    ACTIVATED,
    /** It never will; the old one serves on. */
    REFUSED,
    /** It serves, but not in one subtask, which cannot have it: there something older does. */
    DEGRADED;

    /** As it is spelt in topics: {@code activated}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of a release. */
  public static ReleaseStatus of(
      Release release,
      Stage stage,
      String reason,
      String detail,
      Tally tally,
      String serving,
      Instant at) {
    return new ReleaseStatus(
        release.gate(),
        release.version(),
        release.sequence(),
        stage,
        reason,
        detail,
        tally.events(),
        tally.disagreements(),
        tally.positives(),
        tally.microsAnEvent(),
        serving,
        at,
        release.announcement().sha256(),
        stage == Stage.ACTIVATED ? release.announcement() : null);
  }

  /** Of something that is not believed to be a release. */
  public static ReleaseStatus disbelieved(
      Announcement announcement, String reason, String detail, String serving, Instant at) {
    return new ReleaseStatus(
        "",
        "",
        0,
        Stage.REFUSED,
        reason,
        detail,
        0,
        0,
        0,
        0,
        serving,
        at,
        announcement.sha256(),
        null);
  }

  /** Of a subtask that does not believe any more what served before its restart. */
  public static ReleaseStatus degraded(
      String gate, String reason, String detail, String serving, Instant at) {
    return new ReleaseStatus(
        gate, "", 0, Stage.DEGRADED, reason, detail, 0, 0, 0, 0, serving, at, "", null);
  }
}
