package dev.vedette.cli.control;

import dev.vedette.cli.text.Spelling;
import dev.vedette.cloud.price.Quote;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.RoadPrice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a limit can grant a call at all, or stop one, on the roads of a configuration.
 *
 * @param roads at what a question about one picture is reserved at; none where nobody is configured
 */
record Reach(Limit limit, List<RoadPrice> roads) {
  /** A sentence each, for whoever ordered it. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    List<RoadPrice> counted =
        roads.stream()
            .filter(
                road ->
                    limit.provider().equals(Node.ANY) || limit.provider().equals(road.provider()))
            .toList();
    if (counted.isEmpty() && !roads.isEmpty()) {
      doubts.add(
          "but this configuration asks no provider called %s, only %s"
              .formatted(
                  Spelling.plain(limit.provider()),
                  roads.stream()
                      .map(RoadPrice::provider)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    for (RoadPrice road : counted) {
      if (limit.isHard() && road.micros() > most()) {
        doubts.add(
            "but it grants no question about a picture of %d pixels a side at %s, which is reserved at %s"
                .formatted(
                    Quote.PICTURE_SIDE,
                    Spelling.plain(road.road()),
                    SpeltDollars.of(road.micros())));
      }
    }
    return doubts;
  }

  /** What who has most of it has. */
  private long most() {
    Collection<String> tenants = limit.shares().keySet();
    return tenants.isEmpty()
        ? limit.micros()
        : tenants.stream().mapToLong(limit::microsOf).max().orElse(0);
  }
}
