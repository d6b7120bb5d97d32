package dev.vedette.simulators.provider;

/**
 * When a fault strikes.
 *
 * @param probability of each call
 * @param calls it can strike in the first so many calls after the script began
 */
public record FaultRule(Fault fault, double probability, long calls) {
  public FaultRule {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability is not in 0..1: " + probability);
    }
    if (calls < 0) {
      throw new IllegalArgumentException("calls < 0: " + calls);
    }
  }
}
