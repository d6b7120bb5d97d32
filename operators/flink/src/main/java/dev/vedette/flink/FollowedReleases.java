package dev.vedette.flink;

import dev.vedette.core.gate.TimeShare;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Decision;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
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
 * <p>While one is on trial newer ones wait. One that would leave nothing of the older asks the
 * coordinator to let go of it: nobody else may, or some subtasks would serve what others dropped.
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

  private final ServedLineage serving;
  private final WaitingReleases waiting = new WaitingReleases();

  private @Nullable Release candidate;
  private @Nullable OpenedGate loaded;
  private @Nullable ReleaseRefusedException objection;
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
    this.serving = new ServedLineage(reader, served, teller);
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
      if (again) {
        LOG.warn("What was announced before the restart is not believed: {}", e.getMessage());
      } else {
        teller.refused(null, e, served.version());
      }
      return;
    }
    if (!release.gate().equals(served.name()) || isKnown(release)) {
      return;
    }
    if (release.sequence() <= newestSequence()) {
      if (!again) {
        teller.refused(release, Objections.replayed(release, newestSequence()), served.version());
      }
      return;
    }
    teller.tell(release, Stage.ANNOUNCED, Tally.NONE, served.version());
    if (candidate == null) {
      begin(release);
    } else {
      for (Release older : waiting.add(release)) {
        teller.refused(older, Objections.superseded(release), served.version());
      }
      if (release.kind().supersedes(candidate.kind())) {
        objectTo(candidate, Objections.superseded(release));
      }
    }
  }

  private boolean isKnown(Release release) {
    return serving.has(release)
        || waiting.has(release)
        || (candidate != null && candidate.announcement().equals(release.announcement()));
  }

  private long newestSequence() {
    Release newest = waiting.newest() != null ? waiting.newest() : candidate;
    return newest == null ? decided : newest.sequence();
  }

  private void begin(Release release) {
    candidate = release;
    try {
      loader.open(serving.then(release), outcome -> take(release, outcome));
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
    this.objection = objection;
    objectTo(release, objection);
  }

  private void objectTo(Release release, ReleaseRefusedException why) {
    coordinator.accept(Report.refused(release, why.reason(), String.valueOf(why.getMessage())));
  }

  /** Says again how the trial goes. To be called now and then: it costs one message. */
  void report() {
    Release release = candidate;
    Optional<RuntimeException> failure = served.gate().failure();
    if (release != null && failure.isPresent()) {
      object(release, Objections.failed(failure.get()));
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
        served.gate().failure().ifPresent(failure -> objection = Objections.failed(failure));
        if (objection != null) {
          // It serves everywhere else, and cannot here: better an old gate than none.
          drop(release);
          teller.refusedHere(served.name(), release, objection, served.version());
          next(release);
        } else if (loaded != null) { // else it reports when it is, and is told again
          activate(release, loaded, decision.tally());
        }
      }
      case REFUSE -> {
        drop(release);
        teller.refused(release, decision, served.version());
        next(release);
      }
    }
  }

  private void drop(Release release) {
    served.gate().dropCandidate();
    if (loaded != null && release.shadow() == null) {
      loaded.gate().close();
    }
  }

  private void activate(Release release, OpenedGate opened, Tally tally) {
    serving.serve(release, opened);
    teller.tell(release, Stage.ACTIVATED, tally, served.version());
    next(release);
  }

  private void next(Release done) {
    decided = done.sequence();
    candidate = null;
    loaded = null;
    objection = null;
    teller.trialEnded();
    Release newer = waiting.poll();
    if (newer != null) {
      begin(newer);
    }
  }

  RolloutState state() {
    return new RolloutState(
        served.name(),
        serving.graph(),
        serving.head(),
        serving.thresholds(),
        RolloutState.of(candidate),
        waiting.announcements(),
        decided);
  }

  /**
   * Takes up what was known before the restart. The gate that served then serves at once; what was
   * on trial is loaded anew. What cannot be opened stays in state, for the next restart.
   */
  void restore(RolloutState state, GateOpener opener) {
    if (!state.gate().equals(served.name())) {
      return; // nothing, or of a gate that the job was configured with before
    }
    decided = state.decided();
    serving.restore(state, opener);
    Announcement trying = state.candidate();
    if (trying != null) {
      announce(trying, true);
    }
    state.waiting().forEach(waited -> announce(waited, true));
  }

  @Override
  public void close() {
    if (loaded != null && candidate != null && candidate.shadow() == null) {
      loaded.gate().close(); // one on trial is closed with the gate that serves
    }
    loader.close();
  }
}
