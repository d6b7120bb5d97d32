package dev.vedette.core.audit;

/**
 * How good a gate is by the brain's judgement, each measure with its 95 % interval.
 *
 * @param missedRatio share of the rejected events that it should have passed
 * @param precision share of the questions that the brain confirms; each question counts once,
 *     however many events repeat it
 * @param recall share of the events to be passed that it did pass
 */
public record GateQuality(Estimate missedRatio, Estimate precision, Estimate recall) {
  /**
   * Of what is known. With {@code m} the missed ratio and {@code p} the share of the passed events
   * that are right, each episode weighed by its events ({@link ClusterSums#precision}),
   *
   * <pre>recall = passed p / (passed p + rejected m)</pre>
   *
   * which grows with {@code p} and falls with {@code m}. So it lies between its values at the ends
   * of two intervals for these, of which each fails in one of forty cases at most, and both
   * together in one of twenty (C. E. Bonferroni, Teoria statistica delle classi e calcolo delle
   * probabilità, 1936). That is never too short, where the delta method's interval is worth nothing
   * before some misses were seen.
   */
  public static GateQuality of(GateEvidence known) {
    double each = Estimate.ONE_IN_TWENTY / 2;
    return new GateQuality(
        known.audited().missedRatio(Estimate.ONE_IN_TWENTY),
        Estimate.ofShare(known.confirmed(), known.asked(), Estimate.ONE_IN_TWENTY),
        recall(known, known.clusters().precision(each), known.audited().missedRatio(each)));
  }

  private static Estimate recall(GateEvidence known, Estimate precision, Estimate missedRatio) {
    double low = recall(known, precision.low(), missedRatio.high());
    double high = recall(known, precision.high(), missedRatio.low());
    double value = recall(known, precision.value(), missedRatio.value());
    if (Double.isNaN(value)) {
      return new Estimate(Double.NaN, Double.isNaN(low) ? 0 : low, Double.isNaN(high) ? 1 : high);
    }
    return new Estimate(value, Double.isNaN(low) ? 0 : Math.min(low, value), Math.max(high, value));
  }

  private static double recall(GateEvidence known, double precision, double missedRatio) {
    double passed = known.passed() * precision;
    double missed = known.rejected() * missedRatio;
    return passed / (passed + missed);
  }
}
