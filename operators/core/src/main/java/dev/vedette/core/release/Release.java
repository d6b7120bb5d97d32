package dev.vedette.core.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gate shall serve next, as a trusted key has signed it. Only whoever has checked the
 * signature makes one.
 *
 * @param announcement that it was read from
 * @param gate name of the gate, such as {@code person}
 * @param version that the gate carries once this is active
 * @param sequence counted up by one with every release of a gate, rollbacks too
 * @param base version of the graph that a head fits on; null where the kind needs none
 * @param announcedAt when it was signed
 * @param note why, for people
 * @param artefact what it brings; null: nothing, or what the job was started with
 * @param thresholds by device class, {@code default} for all that are not named; empty keeps what
 *     is in force, or what comes with the artefact
 * @param deviceClasses that it is for; empty for all
 * @param shadow the trial before it serves; null: it serves as soon as every subtask is ready
 * @param keyId names the key that signed it
 */
public record Release(
    Announcement announcement,
    String gate,
    String version,
    long sequence,
    ReleaseKind kind,
    @Nullable String base,
    Instant announcedAt,
    String note,
    @Nullable ReleasedArtefact artefact,
    Map<String, Double> thresholds,
    List<String> deviceClasses,
    @Nullable ShadowLimits shadow,
    String keyId) {
  /** Stands for every device class that has no threshold of its own. */
  public static final String DEFAULT_CLASS = "default";

  public Release {
    if (gate.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException("a release without gate or version");
    }
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence < 1: " + sequence);
    }
    thresholds = Map.copyOf(thresholds);
    deviceClasses = List.copyOf(deviceClasses);
    if (kind == ReleaseKind.HEAD && base == null) {
      throw new IllegalArgumentException("a head names no base");
    }
    if (kind == ReleaseKind.THRESHOLDS && (thresholds.isEmpty() || artefact != null)) {
      throw new IllegalArgumentException("a release of thresholds has thresholds and nothing else");
    }
  }

  /** For logs: {@code person@1.1.0 (head, sequence 4)}. */
  @Override
  public String toString() {
    return "%s@%s (%s, sequence %d)".formatted(gate, version, kind.wireName(), sequence);
  }
}
