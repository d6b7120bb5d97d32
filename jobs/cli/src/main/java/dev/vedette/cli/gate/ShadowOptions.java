package dev.vedette.cli.gate;

import dev.vedette.core.release.ShadowLimits;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The trial that a release must pass beside the serving gate. */
final class ShadowOptions {
  @Option(
      names = "--shadow-events",
      paramLabel = "N",
      description =
          "Try it beside the gate that serves until both have judged so many events, over all"
              + " subtasks together. Without this it serves as soon as every subtask has loaded it.")
  private @Nullable Long events;

  @Option(
      names = "--max-disagreement",
      paramLabel = "SHARE",
      description = "Refuse it if the two judge a larger share of the events differently.")
  private @Nullable Double maxDisagreement;

  @Option(
      names = "--min-positive-share",
      paramLabel = "SHARE",
      description = "Refuse it if it finds a smaller share positive.")
  private @Nullable Double minPositiveShare;

  @Option(
      names = "--max-positive-share",
      paramLabel = "SHARE",
      description = "Refuse it if it finds a larger share positive.")
  private @Nullable Double maxPositiveShare;

  @Option(
      names = "--max-gate-micros",
      paramLabel = "N",
      description = "Refuse it if it takes more microseconds an event, in the mean.")
  private @Nullable Long maxGateMicros;

  @Option(
      names = "--decide-within",
      paramLabel = "TIME",
      description = "Refuse it if it has not seen enough events by then, such as 10m or 2h.")
  private @Nullable String decideWithin;

  /**
   * What was asked for; null for no trial.
   *
   * @throws IllegalArgumentException if the options make no sense
   */
  @Nullable ShadowLimits limits(Instant now) {
    Instant decideBy = decideWithin == null ? null : now.plus(positive(decideWithin));
    Long wanted = events;
    if (wanted == null) {
      if (maxDisagreement != null
          || minPositiveShare != null
          || maxPositiveShare != null
          || maxGateMicros != null
          || decideBy != null) {
        throw new IllegalArgumentException("limits of a trial need --shadow-events");
      }
      return null;
    }
    return new ShadowLimits(
        wanted,
        maxDisagreement == null ? 1 : maxDisagreement,
        minPositiveShare == null ? 0 : minPositiveShare,
        maxPositiveShare == null ? 1 : maxPositiveShare,
        maxGateMicros,
        decideBy);
  }

  static Duration positive(String text) {
    Duration time = TimeUtils.parseDuration(text);
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("no time at all: " + text);
    }
    return time;
  }
}
