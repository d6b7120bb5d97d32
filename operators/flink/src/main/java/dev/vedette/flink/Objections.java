package dev.vedette.flink;

import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;

/** What a subtask has to say against a release by itself. */
final class Objections {
  private Objections() {}

  static ReleaseRefusedException replayed(Release release, long newestSequence) {
    return new ReleaseRefusedException(
        Reason.REPLAYED,
        "%s came after sequence %d; sign what shall serve again with a higher one"
            .formatted(release, newestSequence));
  }

  static ReleaseRefusedException superseded(Release newer) {
    return new ReleaseRefusedException(
        Reason.SUPERSEDED, "%s came before it was decided".formatted(newer));
  }

  static ReleaseRefusedException failed(Throwable failure) {
    return new ReleaseRefusedException(
        Reason.FAILED_SELF_TEST,
        "it failed on a real event: %s; try it with 'vedette gate verify'".formatted(failure),
        failure);
  }
}
