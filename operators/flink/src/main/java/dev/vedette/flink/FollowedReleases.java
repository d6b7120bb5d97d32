package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Decision;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private final ReleaseReader reader;
  private final ServedGate served;
  private final ReleaseTeller teller;
  private final ReleaseOnTrial trial;
  private final ServedLineage serving;
  private final WaitingReleases waiting = new WaitingReleases();

  /** Of what was restored; their key may be back after the next restart. */
  private final List<Announcement> unbelieved = new ArrayList<>();

  private long decided;

  FollowedReleases(
      ReleaseReader reader, ServedGate served, ReleaseTeller teller, ReleaseOnTrial trial) {
    this.reader = reader;
    this.served = served;
    this.teller = teller;
    this.trial = trial;
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
        teller.disbelieved(announcement, e, served.version());
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
    Release candidate = trial.release();
    if (candidate == null) {
      trial.begin(release, serving);
    } else {
      for (Release older : waiting.add(release)) {
        teller.refused(older, Objections.superseded(release), served.version());
      }
      if (release.kind().supersedes(candidate.kind())) {
        trial.supersededBy(release);
      }
    }
  }

  private boolean isKnown(Release release) {
    return serving.has(release) || waiting.has(release) || trial.is(release);
  }

  private long newestSequence() {
    Release newest = waiting.newest() != null ? waiting.newest() : trial.release();
    return newest == null ? decided : newest.sequence();
  }

  void report() {
    trial.report();
  }

  /** What the coordinator has decided. An activation falls between two micro-batches. */
  void decide(Decision decision) {
    Release release = trial.release();
    if (release == null || decision.sequence() != release.sequence()) {
      return;
    }
    switch (decision.step()) {
      case TRY -> teller.tell(release, Stage.SHADOW, decision.tally(), served.version());
      case ACTIVATE -> activate(release, decision.tally());
      case REFUSE -> {
        trial.drop();
        teller.refused(release, decision, served.version());
        next(release);
      }
    }
  }

  private void activate(Release release, Tally tally) {
    Optional<ReleaseRefusedException> obstacle = trial.obstacle();
    if (obstacle.isPresent()) {
      // It serves everywhere else, and cannot here: better an old gate than none.
      trial.drop();
      teller.tell(release, Stage.ACTIVATED, tally, release.version());
      serving.miss(release, obstacle.get());
      next(release);
      return;
    }
    OpenedGate opened = trial.takeLoaded();
    if (opened != null) { // else it reports when it is, and is told again
      serving.serve(release, opened);
      teller.tell(release, Stage.ACTIVATED, tally, served.version());
      next(release);
    }
  }

  private void next(Release done) {
    decided = done.sequence();
    Release newer = waiting.poll();
    if (newer != null) {
      trial.begin(newer, serving);
    }
  }

  RolloutState state() {
    List<Announcement> behind = new ArrayList<>(waiting.announcements());
    behind.addAll(unbelieved);
    return new RolloutState(
        served.name(),
        serving.graph(),
        serving.head(),
        serving.thresholds(),
        RolloutState.of(trial.release()),
        behind,
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
      restore(trying);
    }
    state.waiting().forEach(this::restore);
  }

  private void restore(Announcement before) {
    if (isBelieved(before)) {
      announce(before, true);
    } else {
      unbelieved.add(before);
    }
  }

  private boolean isBelieved(Announcement announcement) {
    try {
      reader.read(announcement);
      return true;
    } catch (ReleaseRefusedException e) {
      LOG.warn(
          "What waited before the restart is not believed, and kept for the next: {}",
          e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    trial.close();
  }
}
