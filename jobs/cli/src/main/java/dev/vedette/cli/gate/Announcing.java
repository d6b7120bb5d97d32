package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.kafka.ReleaseTopics;
import dev.vedette.cli.text.Sheet;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseSigner;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.pipeline.wire.ReleaseSigning;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Signs, announces and, if wished, waits for what becomes of it. */
final class Announcing {
  /**
   * Nobody has counted so far. Whoever can write into the topics could otherwise have the next
   * release signed with the last number there is, after which none would ever be taken.
   */
  private static final long HIGHEST_COUNTED = 1_000_000_000_000L;

  @Option(
      names = "--sequence",
      paramLabel = "N",
      description = "Over the one that follows on the last in both topics.")
  private @Nullable Long sequence;

  @Option(names = "--dry-run", description = "Print what would be announced, and announce nothing.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "15m",
      description =
          "Wait until it serves (exit code 0) or is refused (1), at most so long (without a time:"
              + " ${FALLBACK-VALUE}).")
  private @Nullable String patience;

  boolean isDryRun() {
    return dryRun;
  }

  /**
   * How long to wait; empty for not at all.
   *
   * @throws IllegalArgumentException if that is no time
   */
  Optional<Duration> patience() {
    return Optional.ofNullable(patience).map(ShadowOptions::positive);
  }

  long sequence(ReleaseHistory history) throws FailedCommandException {
    Long said = sequence;
    long last = history.lastSequence();
    if (said == null && last >= HIGHEST_COUNTED) {
      throw new FailedCommandException(
          "the last sequence in the topics is %d, which nobody counts up to: find out who wrote it, and give with --sequence the one after the last that a job has taken"
              .formatted(last));
    }
    return said == null ? last + 1 : said;
  }

  static Release sign(ReleaseDraft draft, ReleaseSigner signer) throws FailedCommandException {
    try {
      return ReleaseSigning.sign(draft, signer);
    } catch (ReleaseRefusedException e) {
      throw new FailedCommandException("no job would take this: " + e.getMessage(), e);
    }
  }

  /** Announces it, and returns the exit code. */
  int announce(Release release, ReleaseTopics topics, PrintWriter out)
      throws FailedCommandException, InterruptedException {
    var sheet = new Sheet(out);
    if (dryRun) {
      sheet.fact("dry run", release + " signed by " + release.keyId() + " is not announced");
      return 0;
    }
    topics.publish(release);
    sheet.fact("announced", release + " signed by " + release.keyId());
    Optional<Duration> wait = patience();
    if (wait.isEmpty()) {
      sheet.fact("follow it", "vedette gate status %s".formatted(release.gate()));
      return 0;
    }
    long end = System.nanoTime() + wait.get().toNanos();
    while (System.nanoTime() < end) {
      for (ReleaseStatus status : topics.news()) {
        if (status.announcementSha256().equals(release.announcement().sha256())) {
          say(status, sheet);
          if (status.stage() == Stage.ACTIVATED || status.stage() == Stage.REFUSED) {
            return status.stage() == Stage.ACTIVATED ? 0 : 1;
          }
        }
      }
    }
    throw new FailedCommandException(
        "nothing was decided within %s: is the job running, and does it judge with %s? It may still be; see 'vedette gate status %s'"
            .formatted(patience, release.gate(), release.gate()));
  }

  private static void say(ReleaseStatus status, Sheet sheet) {
    String numbers =
        status.events() == 0
            ? ""
            : ", %d events, %d judged otherwise, %d positive, %d microseconds each"
                .formatted(
                    status.events(),
                    status.disagreements(),
                    status.positives(),
                    status.gateMicros());
    sheet.fact(
        status.stage().wireName(),
        switch (status.stage()) {
          case REFUSED ->
              "%s: %s; %s serves on".formatted(status.reason(), status.detail(), status.serving());
          case DEGRADED ->
              "%s: %s; in one subtask %s serves"
                  .formatted(status.reason(), status.detail(), status.serving());
          case ANNOUNCED, SHADOW, ACTIVATED -> status.serving() + " serves" + numbers;
        });
  }
}
