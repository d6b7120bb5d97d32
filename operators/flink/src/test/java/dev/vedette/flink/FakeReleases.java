package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.core.release.ShadowLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Releases of the gate {@code sign} whose bytes are their sequence, and the gates that they bring:
 * each finds positive what exceeds its sequence.
 */
@SuppressWarnings("serial") // it stays in this process
final class FakeReleases implements ReleaseReader, GateOpener {
  static final String FORGED = "forged";

  /** Sequences of releases whose artefact is damaged. */
  final List<Long> damaged = new ArrayList<>();

  /** Sequences of releases whose gate fails on every event. */
  final List<Long> failing = new ArrayList<>();

  /** The gates that were opened for releases, by sequence. */
  final Map<Long, SignGate> opened = new HashMap<>();

  /** The releases that went into them. */
  final Map<Long, List<Long>> lineages = new HashMap<>();

  /** Who opened the last released gate; a task, if it was before its first event. */
  @Nullable Thread openedBy;

  /** How many events came to what stands around the gate that serves. */
  int judgedAround;

  private final Map<Long, Release> known = new HashMap<>();
  private final OpenedGate original;

  FakeReleases(OpenedGate original) {
    this.original = original;
  }

  Announcement head(long sequence, @Nullable ShadowLimits shadow) {
    return head(sequence, "1", shadow);
  }

  Announcement thresholds(long sequence) {
    return release(sequence, ReleaseKind.THRESHOLDS, null, Map.of("default", 0.5), null, null);
  }

  /** One of its own, so that heads fit on its version and not on the original's. */
  Announcement graph(long sequence) {
    var artefact = ReleasedArtefact.of(new byte[] {1}, "hash");
    return release(sequence, ReleaseKind.GRAPH, null, Map.of(), null, artefact);
  }

  Announcement head(long sequence, String base, @Nullable ShadowLimits shadow) {
    return release(sequence, ReleaseKind.HEAD, base, Map.of(), shadow, null);
  }

  private Announcement release(
      long sequence,
      ReleaseKind kind,
      @Nullable String base,
      Map<String, Double> thresholds,
      @Nullable ShadowLimits shadow,
      @Nullable ReleasedArtefact artefact) {
    var announcement = new Announcement("release", new byte[] {(byte) sequence});
    known.put(
        sequence,
        new Release(
            announcement,
            "sign",
            "1." + sequence,
            sequence,
            kind,
            base,
            START,
            "",
            artefact,
            thresholds,
            List.of(),
            shadow,
            "key"));
    return announcement;
  }

  static ShadowLimits events(long events, double maxDisagreement) {
    return new ShadowLimits(events, maxDisagreement, 0, 1, null, null);
  }

  @Override
  public Release read(Announcement announcement) throws ReleaseRefusedException {
    Release release = known.get((long) announcement.bytes()[0]);
    if (release == null || announcement.schemaId().equals(FORGED)) {
      throw new ReleaseRefusedException(Reason.BAD_SIGNATURE, "the signature does not match");
    }
    return release;
  }

  @Override
  public OpenedGate open() {
    return original;
  }

  @Override
  public Gate around(Gate serving) {
    return new Gate() {
      @Override
      public List<Finding> judge(List<Event> events) {
        judgedAround += events.size();
        return serving.judge(events);
      }

      @Override
      public void close() {
        serving.close();
      }
    };
  }

  @Override
  public OpenedGate open(Lineage lineage) throws ReleaseRefusedException {
    Release newest = lineage.newest();
    if (newest == null) {
      return original;
    }
    if (damaged.contains(newest.sequence())) {
      throw new ReleaseRefusedException(Reason.DAMAGED, "another hash");
    }
    openedBy = Thread.currentThread();
    lineages.put(newest.sequence(), lineage.releases().map(Release::sequence).toList());
    var gate = new SignGate(newest.sequence());
    gate.failing = failing.contains(newest.sequence());
    opened.put(newest.sequence(), gate);
    return new OpenedGate(gate, "sign", newest.version(), "rules", Map.of());
  }
}
