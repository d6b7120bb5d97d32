package dev.vedette.core.money;

/**
 * Where a provider says what a call cost.
 *
 * @param place as the name of a file and the number of a line
 * @param countedMicros what the ledger counted as spent on the call until then, so that whoever has
 *     forgotten the call knows what to add or to take away
 */
public record BillingEvidence(String place, long countedMicros) {
  public BillingEvidence {
    if (countedMicros < 0) {
      throw new IllegalArgumentException("countedMicros < 0: " + countedMicros);
    }
  }
}
