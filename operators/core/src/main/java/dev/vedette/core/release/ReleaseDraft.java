package dev.vedette.core.release;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be announced, before anybody has signed it. What the fields mean, and what they are
 * held to, is said by {@link Release}.
 */
public record ReleaseDraft(
    String gate,
    String version,
    long sequence,
    ReleaseKind kind,
    @Nullable String base,
    Instant announcedAt,
    String note,
    @Nullable ReleasedArtefact artefact,
    Map<String, Double> thresholds,
    @Nullable ShadowLimits shadow) {
  public ReleaseDraft {
    thresholds = Map.copyOf(thresholds);
  }
}
