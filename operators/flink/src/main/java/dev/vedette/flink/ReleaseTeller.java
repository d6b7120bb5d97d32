package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Decision;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.Tally;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people how releases fare: metrics in every subtask, lines of status and of the log from one
 * of them for all.
 */
final class ReleaseTeller {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseTeller.class);

  private final Consumer<ReleaseStatus> lines;
  private final boolean spokesman;
  private final ReleaseMetrics metrics;
  private final InstantSource clock;

  ReleaseTeller(
      Consumer<ReleaseStatus> lines,
      boolean spokesman,
      ReleaseMetrics metrics,
      InstantSource clock) {
    this.lines = lines;
    this.spokesman = spokesman;
    this.metrics = metrics;
    this.clock = clock;
  }

  void trialEnded() {
    metrics.trialEnded();
  }

  void tried(Tally tally) {
    metrics.tried(tally);
  }

  void tell(Release release, Stage stage, Tally tally, String serving) {
    tell(release, stage, "", "", tally, serving);
    if (spokesman) {
      LOG.info("Release {}: {}; {} serves", release, stage.wireName(), serving);
    }
  }

  void refused(Release release, Decision decision, String serving) {
    ReleaseRefusedException.Reason reason = Objects.requireNonNull(decision.reason());
    refused(release, reason, decision.detail(), decision.tally(), serving);
  }

  void refused(Release release, ReleaseRefusedException refusal, String serving) {
    refused(release, refusal.reason(), String.valueOf(refusal.getMessage()), Tally.NONE, serving);
  }

  /** A record that may not even be a release. */
  void disbelieved(Announcement announcement, ReleaseRefusedException refusal, String serving) {
    String word = refusal.reason().wireName();
    metrics.count(Stage.REFUSED, word);
    if (spokesman) {
      String detail = String.valueOf(refusal.getMessage());
      lines.accept(ReleaseStatus.disbelieved(announcement, word, detail, serving, clock.instant()));
      LOG.warn("A release is not believed ({}), {} serves on: {}.", word, serving, detail);
    }
  }

  /**
   * Something older serves in this one subtask. Told by each of them, which logs it too.
   *
   * @param release that should; null if it is not believed here
   */
  void degraded(
      String gate, @Nullable Release release, ReleaseRefusedException why, String serving) {
    String word = why.reason().wireName();
    metrics.count(Stage.DEGRADED, word);
    String detail = String.valueOf(why.getMessage());
    lines.accept(
        release == null
            ? ReleaseStatus.degraded(gate, word, detail, serving, clock.instant())
            : line(release, Stage.DEGRADED, word, detail, Tally.NONE, serving));
  }

  private void refused(
      Release release,
      ReleaseRefusedException.Reason reason,
      String detail,
      Tally tally,
      String serving) {
    tell(release, Stage.REFUSED, reason.wireName(), detail, tally, serving);
    if (spokesman) {
      LOG.warn(
          "Release {} refused ({}), {} serves on: {}.",
          release,
          reason.wireName(),
          serving,
          detail);
    }
  }

  private void tell(
      Release release, Stage stage, String reason, String detail, Tally tally, String serving) {
    metrics.count(stage, reason);
    if (spokesman) {
      lines.accept(line(release, stage, reason, detail, tally, serving));
    }
  }

  private ReleaseStatus line(
      Release release, Stage stage, String reason, String detail, Tally tally, String serving) {
    return ReleaseStatus.of(release, stage, reason, detail, tally, serving, clock.instant());
  }
}
