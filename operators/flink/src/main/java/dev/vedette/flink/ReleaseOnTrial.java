package dev.vedette.flink;

import dev.vedette.core.gate.TimeShare;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
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
 * The release that one subtask loads and tries, at most one at a time, and what it tells the
 * coordinator of that. Lives in the task's thread.
 *
 * <p>Whatever there is to say is said again and again: a report may be lost, or come while the
 * coordinator cannot answer this subtask yet.
 */
final class ReleaseOnTrial implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseOnTrial.class);
  private static final Duration BURST = Duration.ofMillis(50);

  private final ReleaseLoader loader;
  private final ServedGate served;
  private final ReleaseTeller teller;
  private final Consumer<Report> coordinator;
  private final double shadowShare;

  private @Nullable Release release;
  private @Nullable OpenedGate loaded;
  private @Nullable ReleaseRefusedException objection;

  ReleaseOnTrial(
      ReleaseLoader loader,
      ServedGate served,
      ReleaseTeller teller,
      Consumer<Report> coordinator,
      double shadowShare) {
    this.loader = loader;
    this.served = served;
    this.teller = teller;
    this.coordinator = coordinator;
    this.shadowShare = shadowShare;
  }

  /** Null if there is none. */
  @Nullable Release release() {
    return release;
  }

  boolean is(Release other) {
    return release != null && release.announcement().equals(other.announcement());
  }

  /** Loads a release on top of what was decided to serve. */
  void begin(Release next, ServedLineage serving) {
    release = next;
    try {
      Lineage lineage = serving.then(next);
      loader.open(lineage, outcome -> take(next, outcome));
    } catch (ReleaseRefusedException e) {
      object(next, e);
    }
  }

  private void take(Release tried, ReleaseLoader.Outcome outcome) {
    OpenedGate opened = outcome.opened();
    if (!tried.equals(release)) {
      if (opened != null) {
        opened.gate().close(); // refused while it was loading
      }
      return;
    }
    if (opened == null) {
      object(tried, Objects.requireNonNull(outcome.refusal()));
      return;
    }
    loaded = opened;
    if (tried.shadow() != null) {
      served.gate().tryBeside(opened.gate(), new TimeShare(shadowShare, BURST, System.nanoTime()));
    }
    report();
  }

  private void object(Release refused, ReleaseRefusedException why) {
    LOG.warn("Release {} cannot serve here: {}", refused, why.getMessage());
    objection = why;
    report();
  }

  /** A newer one leaves nothing of it: asks the coordinator to let go of it. */
  void supersededBy(Release newer) {
    if (objection == null) {
      objection = Objections.superseded(newer);
      report();
    }
  }

  /** Says how it goes. To be called now and then: it costs one message. */
  void report() {
    Release tried = release;
    if (tried == null) {
      return;
    }
    noticeFailure(tried);
    ReleaseRefusedException why = objection;
    if (why != null) {
      String detail = String.valueOf(why.getMessage());
      coordinator.accept(Report.refused(tried, why.reason(), detail));
    } else if (loaded == null) {
      coordinator.accept(Report.loading(tried));
    } else {
      Tally tally = served.gate().tally();
      teller.tried(tally);
      coordinator.accept(Report.ready(tried, tally));
    }
  }

  private void noticeFailure(Release tried) {
    Throwable failure = served.gate().failure().orElse(null);
    if (failure != null && !cannotServe()) {
      LOG.warn("Release {} failed on a real event", tried, failure);
      objection = Objections.failed(failure);
    }
  }

  private boolean cannotServe() {
    return objection != null && objection.reason() != Reason.SUPERSEDED;
  }

  /** Why it could not serve here if it were decided now. */
  Optional<ReleaseRefusedException> obstacle() {
    if (release != null) {
      noticeFailure(release);
    }
    return cannotServe() ? Optional.ofNullable(objection) : Optional.empty();
  }

  /** The gate, to serve from now on; null while it is not loaded. Ends the trial if it is. */
  @Nullable OpenedGate takeLoaded() {
    OpenedGate gate = loaded;
    if (gate != null) {
      end();
    }
    return gate;
  }

  /** Ends the trial and closes the gate. */
  void drop() {
    served.gate().dropCandidate();
    closeUntried();
    end();
  }

  private void end() {
    release = null;
    loaded = null;
    objection = null;
    teller.trialEnded();
  }

  /** One that is tried is closed with the gate that it is tried beside. */
  private void closeUntried() {
    if (loaded != null && release != null && release.shadow() == null) {
      loaded.gate().close();
    }
  }

  @Override
  public void close() {
    closeUntried();
    loader.close();
  }
}
