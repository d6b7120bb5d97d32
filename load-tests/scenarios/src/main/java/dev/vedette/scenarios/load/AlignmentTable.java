package dev.vedette.scenarios.load;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alignments of many checkpoints, put together by edge. */
final class AlignmentTable {
  private AlignmentTable() {}

  /** The longest of each edge. */
  static Collection<EdgeAlignment> longest(List<EdgeAlignment> alignments) {
    Map<String, EdgeAlignment> byEdge = new LinkedHashMap<>();
    for (EdgeAlignment one : alignments) {
      byEdge.merge(
          "%s>%s>%s".formatted(one.from(), one.to(), one.shipped()), one, AlignmentTable::longer);
    }
    return byEdge.values();
  }

  private static EdgeAlignment longer(EdgeAlignment one, EdgeAlignment other) {
    return new EdgeAlignment(
        one.maxMillis() >= other.maxMillis() ? one.checkpoint() : other.checkpoint(),
        one.from(),
        one.to(),
        one.shipped(),
        Math.max(one.maxMillis(), other.maxMillis()),
        Math.max(one.persistedBytes(), other.persistedBytes()),
        Math.max(one.maxStartMillis(), other.maxStartMillis()),
        one.unaligned() || other.unaligned());
  }
}
