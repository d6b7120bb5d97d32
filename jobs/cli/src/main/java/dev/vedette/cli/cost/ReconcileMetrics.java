package dev.vedette.cli.cost;

import dev.vedette.cli.text.Amount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a reconciliation found, in Prometheus' text format, for node_exporter's textfile collector.
 *
 * @param at when it was done
 */
record ReconcileMetrics(Reconciliation found, Instant at) {
  static final String UNEXPLAINED_USD = "vedette_unexplained_usd";
  static final String UNEXPLAINED_CALLS = "vedette_unexplained_calls";
  static final String UNKNOWN_USD = "vedette_unknown_usd";
  static final String RECONCILED_AT = "vedette_reconciled_at_seconds";

  byte[] bytes() {
    return (gauge(
                UNEXPLAINED_USD,
                "US dollars that the provider billed and that the ledger cannot explain.",
                Amount.ofMicros(found.unexplainedMicros()))
            + gauge(
                UNEXPLAINED_CALLS,
                "Calls that the provider billed and that are not in the ledger.",
                String.valueOf(found.unexplained().size()))
            + gauge(
                UNKNOWN_USD,
                "US dollars that may still have been billed, at most.",
                Amount.ofMicros(found.leftMicros()))
            + gauge(
                RECONCILED_AT,
                "When the ledger was last held against the provider's books, since 1970.",
                String.valueOf(at.getEpochSecond())))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String gauge(String name, String help, String value) {
    return """
        # HELP %1$s %2$s
        # TYPE %1$s gauge
        %1$s %3$s
        """
        .formatted(name, help, value);
  }
}
