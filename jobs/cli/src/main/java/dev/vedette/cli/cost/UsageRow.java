package dev.vedette.cli.cost;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's export says of one call.
 *
 * @param line of the file, from 1
 * @param clientRequestId empty where it says none
 * @param requestId the provider's own; empty where it says none
 * @param at null where it is not said
 * @param micros exact, as it may be less than a micro-dollar; below 0 for a credit
 */
record UsageRow(
    long line,
    String clientRequestId,
    String requestId,
    String model,
    @Nullable Instant at,
    BigDecimal micros) {

  boolean isCredit() {
    return micros.signum() < 0;
  }

  /** Whether it says the same in another line. */
  boolean repeats(UsageRow other) {
    return equals(
        new UsageRow(
            line, other.clientRequestId, other.requestId, other.model, other.at, other.micros));
  }

  boolean isNamed() {
    return !clientRequestId.isEmpty() || !requestId.isEmpty();
  }
}
