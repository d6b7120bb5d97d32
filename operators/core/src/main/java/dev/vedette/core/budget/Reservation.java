package dev.vedette.core.budget;

import java.time.Instant;
import java.util.List;

/**
 * Money that is kept for the calls that a grant allows, each at the worst case of the dearest road.
 *
 * @param grantedAt names the grant, of which an inference has no other with this time
 * @param calls that may be made
 * @param roads on which they may be made
 */
public record Reservation(Instant grantedAt, int calls, List<RoadPrice> roads) {
  public Reservation {
    if (calls < 1) {
      throw new IllegalArgumentException("calls < 1: " + calls);
    }
    if (roads.isEmpty()) {
      throw new IllegalArgumentException("calls on no road");
    }
    roads = List.copyOf(roads);
  }

  public boolean isFor(String road) {
    return roads.stream().anyMatch(some -> some.road().equals(road));
  }

  /** Whether a call that costs so much at most may be made on a road. */
  public boolean isEnoughFor(String road, long worstCaseMicros) {
    return roads.stream()
        .anyMatch(some -> some.road().equals(road) && worstCaseMicros <= some.micros());
  }

  /** For so many calls, on whatever road. */
  public long micros(int callsLeft) {
    return Math.multiplyExact(
        callsLeft, roads.stream().mapToLong(RoadPrice::micros).max().orElse(0));
  }

  /** For so many calls, if all of them went to this provider. */
  public long micros(int callsLeft, String provider) {
    return Math.multiplyExact(
        callsLeft,
        roads.stream()
            .filter(road -> road.provider().equals(provider))
            .mapToLong(RoadPrice::micros)
            .max()
            .orElse(0));
  }
}
