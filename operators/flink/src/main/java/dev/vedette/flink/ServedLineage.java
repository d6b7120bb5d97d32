package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases that were decided to serve. They do in this subtask too, unless it could not open
 * them; then something older does, and these stay what state says and what later releases stand on.
 * So all subtasks agree on them, and a restart tries again.
 */
final class ServedLineage {
  private static final Logger LOG = LoggerFactory.getLogger(ServedLineage.class);

  private final ReleaseReader reader;
  private final ServedGate served;
  private final ReleaseTeller teller;

  private @Nullable Announcement graph;
  private @Nullable Announcement head;
  private @Nullable Announcement thresholds;

  /** The same as far as it is believed here; null where it is not. */
  private @Nullable Lineage believed = Lineage.ORIGINAL;

  ServedLineage(ReleaseReader reader, ServedGate served, ReleaseTeller teller) {
    this.reader = reader;
    this.served = served;
    this.teller = teller;
  }

  /** What it would be with a release on top. */
  Lineage then(Release release) throws ReleaseRefusedException {
    Lineage below = release.kind() == ReleaseKind.GRAPH ? Lineage.ORIGINAL : believed;
    if (below == null) {
      throw new ReleaseRefusedException(
          Reason.WRONG_BASE,
          "%s stands on what served before the restart, which one subtask does not believe; its log says why. Mend that and restart, or release a graph"
              .formatted(release));
    }
    return below.then(release, served.originalVersion());
  }

  /** Lets a release serve that was opened on top of it. */
  void serve(Release release, OpenedGate opened) {
    decided(release);
    if (believed == null) {
      throw new IllegalStateException("loaded although it does not fit: " + release);
    }
    served.serve(opened, release.sequence());
  }

  /** A release serves by the coordinator's word, and this subtask cannot have it. */
  void miss(Release release, ReleaseRefusedException why) {
    decided(release);
    teller.degraded(served.name(), release, why, served.version());
  }

  private void decided(Release release) {
    try {
      believed = then(release);
    } catch (ReleaseRefusedException e) {
      believed = null;
    }
    Announcement announcement = release.announcement();
    switch (release.kind()) {
      case GRAPH -> {
        graph = announcement;
        head = null;
        thresholds = null;
      }
      case HEAD -> {
        head = announcement;
        thresholds = null;
      }
      case THRESHOLDS -> thresholds = announcement;
    }
  }

  boolean has(Release release) {
    return Arrays.asList(graph, head, thresholds).contains(release.announcement());
  }

  /** Opens what served before a restart, or says why it cannot. */
  void restore(RolloutState state, GateOpener opener) {
    graph = state.graph();
    head = state.head();
    thresholds = state.thresholds();
    believed = null;
    Release newest = null;
    try {
      Lineage before = read();
      believed = before;
      newest = before.newest();
      if (newest != null) {
        ReleaseLoader.Outcome outcome = ReleaseLoader.open(opener, before);
        OpenedGate opened = outcome.opened();
        if (opened == null) {
          throw Objects.requireNonNull(outcome.refusal());
        }
        served.serve(opened, newest.sequence());
      }
    } catch (ReleaseRefusedException e) {
      LOG.error(
          "The release that served before the restart cannot be opened, so {} of the job's"
              + " configuration serves: {}. Mend that and restart, or release it again.",
          served.version(),
          e.getMessage());
      teller.degraded(served.name(), newest, e, served.version());
    }
  }

  private Lineage read() throws ReleaseRefusedException {
    Lineage before = Lineage.ORIGINAL;
    for (Announcement one : Arrays.asList(graph, head, thresholds)) {
      if (one != null) {
        before = before.then(reader.read(one), served.originalVersion());
      }
    }
    return before;
  }

  @Nullable Announcement graph() {
    return graph;
  }

  @Nullable Announcement head() {
    return head;
  }

  @Nullable Announcement thresholds() {
    return thresholds;
  }
}
