package dev.vedette.core.budget;

/**
 * What one call for a question can cost at most on a road.
 *
 * @param road its name, unique among the job's
 * @param provider at its end
 */
public record RoadPrice(String road, String provider, long micros) {
  public RoadPrice {
    if (micros < 0) {
      throw new IllegalArgumentException("micros < 0: " + micros);
    }
  }
}
