package dev.vedette.core.release;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What one subtask says of the release that it is trying.
 *
 * @param gate that the release is of
 * @param sequence of the release
 * @param objection why it refuses it; null: it has loaded it and tries it
 * @param detail of the objection, in a sentence
 * @param limits of the trial; null: there is none
 * @param tally of its own part of the trial so far
 */
public record Report(
    String gate,
    long sequence,
    ReleaseRefusedException.@Nullable Reason objection,
    String detail,
    @Nullable ShadowLimits limits,
    Tally tally)
    implements Serializable {
  /** Details carry messages of file systems and engines, which may be of any length. */
  private static final int MOST_DETAIL = 2_000;

  public Report {
    detail = detail.length() > MOST_DETAIL ? detail.substring(0, MOST_DETAIL) + "…" : detail;
  }

  public static Report ready(Release release, Tally tally) {
    return new Report(release.gate(), release.sequence(), null, "", release.shadow(), tally);
  }

  public static Report refused(
      Release release, ReleaseRefusedException.Reason objection, String detail) {
    return new Report(
        release.gate(), release.sequence(), objection, detail, release.shadow(), Tally.NONE);
  }
}
