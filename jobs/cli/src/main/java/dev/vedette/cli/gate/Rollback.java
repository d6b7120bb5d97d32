package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleasedArtefact;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to announce so that an earlier release serves again.
 *
 * <p>A release replaces the graph, the head, or the thresholds, and what lies above goes with it.
 * So what is announced is the lowest of these in which then and now differ. Where the graph
 * differs, and a head or thresholds were released on it, these are a second step.
 *
 * @param content announced again; null for the gate that the job was started with
 * @param thenTo version of the second step; null where there is none
 */
record Rollback(
    String version,
    ReleaseKind kind,
    @Nullable Release content,
    Map<String, Double> thresholds,
    @Nullable String thenTo) {
  /** Called so where nobody ever told which version the job was started with. */
  private static final String STARTED_WITH = "original";

  /**
   * @param activated what has served before
   * @param to version that shall serve again; null for the one before that which serves
   * @param original version of the gate that the job was started with, if somebody knows
   */
  static Rollback of(Activated history, @Nullable String to, @Nullable String original)
      throws FailedCommandException {
    List<Release> activated = history.believed();
    if (activated.isEmpty() && !history.isLastLeftOut()) {
      throw new FailedCommandException(
          "no release was activated, so the gate that the job was started with serves");
    }
    String started = original == null ? STARTED_WITH : original;
    int target = to == null ? before(history) : last(activated, to);
    if (target < 0 && to != null && !to.equals(started)) {
      throw new FailedCommandException(
          "no release %s was activated; there were %s, and before all %s%s"
              .formatted(to, versions(activated), started, leftOut(history)));
    }
    Lineage now = history.isLastLeftOut() ? null : lineage(activated);
    return between(now, lineage(activated.subList(0, target + 1)), started);
  }

  /** So that rolling back twice leads further back, and not forth to what was bad. */
  private static int before(Activated history) {
    List<Release> activated = history.believed();
    if (history.isLastLeftOut()) {
      return activated.size() - 1;
    }
    String current = activated.get(activated.size() - 1).version();
    int first = 0;
    while (!activated.get(first).version().equals(current)) {
      first++;
    }
    return first - 1;
  }

  private static int last(List<Release> activated, String version) {
    for (int i = activated.size() - 1; i >= 0; i--) {
      if (activated.get(i).version().equals(version)) {
        return i;
      }
    }
    return -1;
  }

  private static String leftOut(Activated history) {
    return history.leftOut().isEmpty()
        ? ""
        : "; left out, because they cannot be believed: %s (--keys names who is)"
            .formatted(String.join("; ", history.leftOut()));
  }

  private static String versions(List<Release> activated) {
    return activated.stream().map(Release::version).distinct().collect(Collectors.joining(", "));
  }

  private static Lineage lineage(List<Release> activated) {
    Lineage lineage = Lineage.ORIGINAL;
    for (Release release : activated) {
      lineage =
          switch (release.kind()) {
            case GRAPH -> new Lineage(release, null, null);
            case HEAD -> new Lineage(lineage.graph(), release, null);
            case THRESHOLDS -> new Lineage(lineage.graph(), lineage.head(), release);
          };
    }
    return lineage;
  }

  /**
   * @param now null where nobody knows: then everything is announced from the graph up
   */
  private static Rollback between(@Nullable Lineage now, Lineage then, String original) {
    String version = then.version(original);
    Release head = then.head();
    Release thresholds = then.thresholds();
    boolean sameGraph = now != null && same(now.graph(), then.graph());
    boolean sameHead = now != null && sameGraph && same(now.head(), head);
    if (sameHead && thresholds != null) {
      return new Rollback(
          version, ReleaseKind.THRESHOLDS, thresholds, thresholds.thresholds(), null);
    }
    if (sameGraph && head != null) {
      return new Rollback(version, ReleaseKind.HEAD, head, over(head, thresholds), null);
    }
    // Under its own version, because that is the base that heads for it name.
    Release graph = then.graph();
    return new Rollback(
        graph == null ? original : graph.version(),
        ReleaseKind.GRAPH,
        graph,
        over(graph, null),
        head == null && thresholds == null ? null : version);
  }

  private static boolean same(@Nullable Release one, @Nullable Release other) {
    return sha256(one).equals(sha256(other)) && over(one, null).equals(over(other, null));
  }

  private static String sha256(@Nullable Release release) {
    ReleasedArtefact artefact = release == null ? null : release.artefact();
    return artefact == null ? "" : artefact.sha256();
  }

  private static Map<String, Double> over(@Nullable Release below, @Nullable Release above) {
    Map<String, Double> thresholds =
        below == null ? new HashMap<>() : new HashMap<>(below.thresholds());
    thresholds.putAll(above == null ? Map.of() : above.thresholds());
    return thresholds;
  }

  /** The same as a release of now, at once and without a trial. */
  ReleaseDraft draft(String gate, long sequence, Instant now, String note) {
    return new ReleaseDraft(
        gate,
        version,
        sequence,
        kind,
        kind == ReleaseKind.HEAD ? Objects.requireNonNull(content).base() : null,
        now,
        note,
        content == null || kind == ReleaseKind.THRESHOLDS ? null : content.artefact(),
        thresholds,
        null);
  }
}
