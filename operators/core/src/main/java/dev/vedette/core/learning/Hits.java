package dev.vedette.core.learning;

/**
 * How often decisions were right and wrong.
 *
 * @param found positive events that were decided to be so
 * @param missed positive events that were not
 * @param falseAlarms negative events that were decided to be positive
 * @param rejected negative events that were not
 */
public record Hits(int found, int missed, int falseAlarms, int rejected) {

  static Hits of(boolean[] decided, boolean[] positive) {
    int[] counts = new int[4];
    for (int i = 0; i < decided.length; i++) {
      counts[(positive[i] ? 0 : 2) + (decided[i] == positive[i] ? 0 : 1)]++;
    }
    return new Hits(counts[0], counts[1], counts[3], counts[2]);
  }

  /** The share of the positive events that were found. */
  public double recall() {
    return share(found, found + missed);
  }

  public Interval recallInterval() {
    return Interval.ofShare(found, found + missed);
  }

  /** The share of the negative events that were taken for positive. */
  public double falsePositiveRate() {
    return share(falseAlarms, falseAlarms + rejected);
  }

  public Interval falsePositiveRateInterval() {
    return Interval.ofShare(falseAlarms, falseAlarms + rejected);
  }

  /** The share of those taken for positive that are; NaN where none was. */
  public double precision() {
    return share(found, found + falseAlarms);
  }

  public Interval precisionInterval() {
    return Interval.ofShare(found, found + falseAlarms);
  }

  private static double share(int of, int all) {
    return all == 0 ? Double.NaN : (double) of / all;
  }
}
