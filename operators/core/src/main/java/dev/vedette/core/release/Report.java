package dev.vedette.core.release;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What one subtask says of the release that it is loading or trying.
 *
 * @param gate that the release is of
 * @param sequence of the release
 * @param loaded whether it could serve here
 * @param objection why it refuses it; null if it does not
 * @param detail of the objection, in a sentence
 * @param limits of the trial; null: there is none
 * @param tally of its own part of the trial so far
 */
public record Report(
    String gate,
    long sequence,
    boolean loaded,
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

  public static Report loading(Release release) {
    return new Report(
        release.gate(), release.sequence(), false, null, "", release.shadow(), Tally.NONE);
  }

  public static Report ready(Release release, Tally tally) {
    return new Report(release.gate(), release.sequence(), true, null, "", release.shadow(), tally);
  }

  public static Report refused(
      Release release, ReleaseRefusedException.Reason objection, String detail) {
    return new Report(
        release.gate(), release.sequence(), false, objection, detail, release.shadow(), Tally.NONE);
  }
}
