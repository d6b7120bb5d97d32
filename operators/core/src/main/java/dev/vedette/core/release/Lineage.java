package dev.vedette.core.release;

import dev.vedette.core.release.ReleaseRefusedException.Reason;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has to be put together for what serves: a graph, a head on it, thresholds on both. What is
 * null comes from below, and below all is the gate that the job was started with.
 *
 * @param graph the release that brought the graph
 * @param head the release that brought the head, after the graph
 * @param thresholds the release that brought thresholds alone, after head and graph
 */
public record Lineage(
    @Nullable Release graph, @Nullable Release head, @Nullable Release thresholds) {
  /** The gate that the job was started with. */
  public static final Lineage ORIGINAL = new Lineage(null, null, null);

  /**
   * This one with a release on top.
   *
   * @param original version of the gate that the job was started with
   */
  public Lineage then(Release release, String original) throws ReleaseRefusedException {
    return switch (release.kind()) {
      case GRAPH -> new Lineage(release, null, null);
      case HEAD -> {
        // A graph without an artefact is the one that the job was started with, however called.
        String serving = graph != null && graph.artefact() != null ? graph.version() : original;
        if (!Objects.equals(release.base(), serving)) {
          throw new ReleaseRefusedException(
              Reason.WRONG_BASE,
              "%s fits on graph %s, %s serves; release a head that was taught with %s"
                  .formatted(release, release.base(), serving, serving));
        }
        yield new Lineage(graph, release, null);
      }
      case THRESHOLDS -> new Lineage(graph, head, release);
    };
  }

  /** The newest of its releases. */
  public @Nullable Release newest() {
    return thresholds != null ? thresholds : head != null ? head : graph;
  }

  /** Its releases, from the graph up. */
  public Stream<Release> releases() {
    return Stream.of(graph, head, thresholds).flatMap(Stream::ofNullable);
  }

  /**
   * The version that judgements carry.
   *
   * @param original version of the gate that the job was started with
   */
  public String version(String original) {
    Release newest = newest();
    return newest == null ? original : newest.version();
  }
}
