package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases that make what serves in one subtask. After a restart it serves at once; what cannot
 * be opened then stays in state, for the next restart.
 */
final class ServedLineage {
  private static final Logger LOG = LoggerFactory.getLogger(ServedLineage.class);

  private final ReleaseReader reader;
  private final ServedGate served;
  private final ReleaseTeller teller;
  private Lineage lineage = Lineage.ORIGINAL;
  private RolloutState unopened = RolloutState.NONE;

  ServedLineage(ReleaseReader reader, ServedGate served, ReleaseTeller teller) {
    this.reader = reader;
    this.served = served;
    this.teller = teller;
  }

  /** What it would be with a release on top. */
  Lineage then(Release release) throws ReleaseRefusedException {
    return lineage.then(release, served.originalVersion());
  }

  /** Lets a release serve that was opened on top of it. */
  void serve(Release release, OpenedGate opened) {
    try {
      lineage = then(release);
    } catch (ReleaseRefusedException e) {
      throw new IllegalStateException("loaded although it does not fit: " + release, e);
    }
    unopened = RolloutState.NONE;
    served.serve(opened, release.sequence());
  }

  boolean has(Release release) {
    return lineage
        .releases()
        .anyMatch(known -> known.announcement().equals(release.announcement()));
  }

  /** Opens what served before a restart, or says why it cannot. */
  void restore(RolloutState state, GateOpener opener) {
    Release newest = null;
    try {
      Lineage before = read(state);
      newest = before.newest();
      if (newest != null) {
        ReleaseLoader.Outcome outcome = ReleaseLoader.open(opener, before);
        OpenedGate opened = outcome.opened();
        if (opened == null) {
          throw Objects.requireNonNull(outcome.refusal());
        }
        served.serve(opened, newest.sequence());
        lineage = before;
      }
    } catch (ReleaseRefusedException e) {
      unopened = state;
      LOG.error(
          "The release that served before the restart cannot be opened, so {} of the job's"
              + " configuration serves: {}. Mend that and restart, or release it again.",
          served.version(),
          e.getMessage());
      teller.refusedHere(served.name(), newest, e, served.version());
    }
  }

  private Lineage read(RolloutState state) throws ReleaseRefusedException {
    Lineage before = Lineage.ORIGINAL;
    for (Announcement one : Arrays.asList(state.graph(), state.head(), state.thresholds())) {
      if (one != null) {
        before = before.then(reader.read(one), served.originalVersion());
      }
    }
    return before;
  }

  @Nullable Announcement graph() {
    return isOpen() ? RolloutState.of(lineage.graph()) : unopened.graph();
  }

  @Nullable Announcement head() {
    return isOpen() ? RolloutState.of(lineage.head()) : unopened.head();
  }

  @Nullable Announcement thresholds() {
    return isOpen() ? RolloutState.of(lineage.thresholds()) : unopened.thresholds();
  }

  private boolean isOpen() {
    return unopened == RolloutState.NONE;
  }
}
