package dev.vedette.flink;

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

  /** A refusal of a record that may not even be a release. */
  void refused(@Nullable Release release, ReleaseRefusedException refusal, String serving) {
    refused(release, refusal.reason(), String.valueOf(refusal.getMessage()), Tally.NONE, serving);
  }

  /** A refusal of this one subtask, while others may have it serve. */
  void refusedHere(
      String gate, @Nullable Release release, ReleaseRefusedException refusal, String serving) {
    String word = refusal.reason().wireName();
    metrics.count(Stage.REFUSED, word);
    String detail = "on one subtask: " + refusal.getMessage();
    lines.accept(line(gate, release, Stage.REFUSED, word, detail, Tally.NONE, serving));
    LOG.error("Release {} does not serve in this subtask, {} does: {}", release, serving, detail);
  }

  private void refused(
      @Nullable Release release,
      ReleaseRefusedException.Reason reason,
      String detail,
      Tally tally,
      String serving) {
    tell(release, Stage.REFUSED, reason.wireName(), detail, tally, serving);
    if (spokesman) {
      LOG.warn(
          "Release {} refused ({}), {} serves on: {}.",
          release == null ? "that cannot be believed" : release,
          reason.wireName(),
          serving,
          detail);
    }
  }

  private void tell(
      @Nullable Release release,
      Stage stage,
      String reason,
      String detail,
      Tally tally,
      String serving) {
    metrics.count(stage, reason);
    if (spokesman) {
      String gate = release == null ? "" : release.gate();
      lines.accept(line(gate, release, stage, reason, detail, tally, serving));
    }
  }

  private ReleaseStatus line(
      String gate,
      @Nullable Release release,
      Stage stage,
      String reason,
      String detail,
      Tally tally,
      String serving) {
    return new ReleaseStatus(
        gate,
        release == null ? "" : release.version(),
        release == null ? 0 : release.sequence(),
        stage,
        reason,
        detail,
        tally.events(),
        tally.disagreements(),
        tally.positives(),
        tally.microsAnEvent(),
        serving,
        clock.instant(),
        release != null && stage == Stage.ACTIVATED ? release.announcement() : null);
  }
}
