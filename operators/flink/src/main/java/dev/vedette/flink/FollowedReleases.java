package dev.vedette.flink;

import dev.vedette.core.gate.TimeShare;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Decision;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.Report;
import dev.vedette.core.release.Tally;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases of one gate as one subtask follows them: believed, loaded beside what serves, tried,
 * and then activated or dropped as the coordinator decides. Lives in the task's thread.
 *
 * <p>While one is on trial a newer one waits, and asks the coordinator to let go of the older:
 * nobody else may, or some subtasks would serve what others have dropped.
 */
final class FollowedReleases implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedReleases.class);
  private static final Duration BURST = Duration.ofMillis(50);

  private final ReleaseReader reader;
  private final ReleaseLoader loader;
  private final ServedGate served;
  private final ReleaseTeller teller;
  private final Consumer<Report> coordinator;
  private final double shadowShare;

  private Lineage serving = Lineage.ORIGINAL;
  private @Nullable Release candidate;
  private @Nullable OpenedGate loaded;
  private @Nullable Release waiting;
  private long decided;

  FollowedReleases(
      ReleaseReader reader,
      ReleaseLoader loader,
      ServedGate served,
      ReleaseTeller teller,
      Consumer<Report> coordinator,
      double shadowShare) {
    this.reader = reader;
    this.loader = loader;
    this.served = served;
    this.teller = teller;
    this.coordinator = coordinator;
    this.shadowShare = shadowShare;
  }

  /**
   * Takes up what was announced.
   *
   * @param again whether it may be known already
   */
  void announce(Announcement announcement, boolean again) {
    Release release;
    try {
      release = reader.read(announcement);
    } catch (ReleaseRefusedException e) {
      if (!again) {
        teller.refused(null, e, served.version());
      }
      return;
    }
    heard(release, again);
  }

  private void heard(Release release, boolean again) {
    if (!release.gate().equals(served.name())) {
      return; // another operator's
    }
    if (release.sequence() <= newestSequence()) {
      if (again) {
        return;
      }
      teller.refused(
          release,
          new ReleaseRefusedException(
              Reason.REPLAYED,
              "%s came after sequence %d; sign what shall serve again with a higher one"
                  .formatted(release, newestSequence())),
          served.version());
      return;
    }
    teller.tell(release, Stage.ANNOUNCED, Tally.NONE, served.version());
    if (candidate == null) {
      begin(release);
    } else {
      waiting = release;
      letGo(candidate, release);
    }
  }

  private long newestSequence() {
    Release newest = waiting != null ? waiting : candidate;
    return newest == null ? decided : newest.sequence();
  }

  private void letGo(Release older, Release newer) {
    coordinator.accept(
        Report.refused(older, Reason.SUPERSEDED, "%s came before it was decided".formatted(newer)));
  }

  private void begin(Release release) {
    candidate = release;
    try {
      Lineage next = serving.then(release, served.originalVersion());
      loader.open(next, outcome -> take(release, outcome));
    } catch (ReleaseRefusedException e) {
      object(release, e);
    }
  }

  private void take(Release release, ReleaseLoader.Outcome outcome) {
    OpenedGate opened = outcome.opened();
    if (!release.equals(candidate)) {
      if (opened != null) {
        opened.gate().close(); // refused while it was loading
      }
    } else if (opened == null) {
      object(release, Objects.requireNonNull(outcome.refusal()));
    } else {
      loaded = opened;
      if (release.shadow() != null) {
        served
            .gate()
            .tryBeside(opened.gate(), new TimeShare(shadowShare, BURST, System.nanoTime()));
      }
      report();
    }
  }

  private void object(Release release, ReleaseRefusedException objection) {
    LOG.warn("Release {} cannot serve here: {}", release, objection.getMessage());
    coordinator.accept(
        Report.refused(release, objection.reason(), String.valueOf(objection.getMessage())));
  }

  /** Says again how the trial goes. To be called now and then: it costs one message. */
  void report() {
    Release release = candidate;
    Optional<RuntimeException> failure = served.gate().failure();
    if (release != null && failure.isPresent()) {
      object(
          release,
          new ReleaseRefusedException(
              Reason.FAILED_SELF_TEST,
              "it failed on a real event: %s; try it with 'vedette gate verify'"
                  .formatted(failure.get()),
              failure.get()));
    } else if (release != null && loaded != null) {
      Tally tally = served.gate().tally();
      teller.tried(tally);
      coordinator.accept(Report.ready(release, tally));
    }
  }

  /** What the coordinator has decided. An activation falls between two micro-batches. */
  void decide(Decision decision) {
    Release release = candidate;
    if (release == null || decision.sequence() != release.sequence()) {
      return;
    }
    switch (decision.step()) {
      case TRY -> teller.tell(release, Stage.SHADOW, decision.tally(), served.version());
      case ACTIVATE -> {
        if (loaded != null) { // else it reports when it is, and is told again
          activate(release, loaded, decision.tally());
        }
      }
      case REFUSE -> {
        served.gate().dropCandidate();
        if (loaded != null && release.shadow() == null) {
          loaded.gate().close();
        }
        teller.refused(release, decision, served.version());
        next(release);
      }
    }
  }

  private void activate(Release release, OpenedGate opened, Tally tally) {
    try {
      serving = serving.then(release, served.originalVersion());
    } catch (ReleaseRefusedException e) {
      throw new IllegalStateException("loaded although it does not fit: " + release, e);
    }
    served.serve(opened, release.sequence());
    teller.tell(release, Stage.ACTIVATED, tally, served.version());
    next(release);
  }

  private void next(Release done) {
    decided = done.sequence();
    candidate = null;
    loaded = null;
    Release newer = waiting;
    waiting = null;
    if (newer != null) {
      begin(newer);
    }
  }

  RolloutState state() {
    return new RolloutState(
        RolloutState.of(serving.graph()),
        RolloutState.of(serving.head()),
        RolloutState.of(serving.thresholds()),
        RolloutState.of(candidate),
        RolloutState.of(waiting),
        decided);
  }

  /**
   * Takes up what was known before the restart. The gate that served then serves at once; what was
   * on trial is loaded anew.
   */
  void restore(RolloutState state, GateOpener opener) {
    decided = state.decided();
    try {
      var before = new Lineage(read(state.graph()), read(state.head()), read(state.thresholds()));
      if (before.newest() != null) {
        served.serve(opener.open(before), before.newest().sequence());
        serving = before;
      }
    } catch (ReleaseRefusedException e) {
      LOG.error(
          "The release that served before the restart cannot be opened, so {} of the job's"
              + " configuration serves: {}. Mend that and release it again.",
          served.version(),
          e.getMessage());
      teller.refused(null, e, served.version());
    }
    resume(state.candidate());
    resume(state.waiting());
  }

  private void resume(@Nullable Announcement announcement) {
    if (announcement == null) {
      return;
    }
    try {
      heard(reader.read(announcement), true);
    } catch (ReleaseRefusedException e) {
      teller.refused(null, e, served.version());
    }
  }

  private @Nullable Release read(@Nullable Announcement announcement)
      throws ReleaseRefusedException {
    return announcement == null ? null : reader.read(announcement);
  }

  @Override
  public void close() {
    if (loaded != null && candidate != null && candidate.shadow() == null) {
      loaded.gate().close(); // one on trial is closed with the gate that serves
    }
    loader.close();
  }
}
