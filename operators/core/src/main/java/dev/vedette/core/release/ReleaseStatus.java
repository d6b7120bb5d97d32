package dev.vedette.core.release;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line for people on how a release is doing.
 *
 * @param gate name of the gate; empty if the release could not be read
 * @param version of the release
 * @param sequence of the release; 0 if it could not be read
 * @param reason why it was refused, in a word; empty otherwise
 * @param detail the same in a sentence, with what to do
 * @param events that both gates have judged in its trial so far
 * @param disagreements events that they judged differently
 * @param positives events that the new one found positive
 * @param gateMicros mean microseconds an event of the new one; 0 before its first
 * @param serving version that serves after this
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
    REFUSED;

    /** As it is spelt in topics: {@code activated}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
