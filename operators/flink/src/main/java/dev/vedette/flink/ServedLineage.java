package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
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

  ServedLineage(ReleaseReader reader, ServedGate served, ReleaseTeller teller) {
    this.reader = reader;
    this.served = served;
    this.teller = teller;
  }

  /**
   * What it would be with a release on top: of what was decided as much as the release leaves, and
   * that has to be believed.
   */
  Lineage then(Release release) throws ReleaseRefusedException {
    Lineage below =
        switch (release.kind()) {
          case GRAPH -> Lineage.ORIGINAL;
          case HEAD -> below(release, graph);
          case THRESHOLDS -> below(release, graph, head);
        };
    return below.then(release, served.originalVersion());
  }

  private Lineage below(Release release, @Nullable Announcement... layers)
      throws ReleaseRefusedException {
    try {
      return read(layers);
    } catch (ReleaseRefusedException e) {
      throw new ReleaseRefusedException(
          Reason.WRONG_BASE,
          "%s stands on what was decided before and is not believed here: %s; mend that, or release what lies below it too"
              .formatted(release, e.getMessage()),
          e);
    }
  }

  /** Lets a release serve that was opened on top of it. */
  void serve(Release release, OpenedGate opened) {
    decided(release);
    served.serve(opened, release.sequence());
  }

  /** A release serves by the coordinator's word, and this subtask cannot have it. */
  void miss(Release release, ReleaseRefusedException why) {
    decided(release);
    LOG.error(
        "Release {} serves, but not in this subtask, where {} does: {}. Mend that and restart, or"
            + " release another.",
        release,
        served.version(),
        why.getMessage());
    teller.degraded(served.name(), release, why, served.version());
  }

  private void decided(Release release) {
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
    Release newest = null;
    try {
      Lineage before = read(graph, head, thresholds);
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
              + " configuration serves: {}. Mend that and restart, or release a graph.",
          served.version(),
          e.getMessage());
      teller.degraded(served.name(), newest, e, served.version());
    }
  }

  private Lineage read(@Nullable Announcement... layers) throws ReleaseRefusedException {
    Lineage before = Lineage.ORIGINAL;
    for (Announcement one : layers) {
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
