package dev.vedette.cli.cost;

/** What Prometheus is told of a reconciliation. */
enum ReconcileGauge {
  UNEXPLAINED_USD(
      "vedette_unexplained_usd",
      "US dollars that the provider billed and that the ledger cannot explain."),
  UNEXPLAINED_CALLS(
      "vedette_unexplained_calls",
      "Calls that the provider billed and that are not in the ledger."),
  OVERBILLED_USD(
      "vedette_overbilled_usd",
      "US dollars that the provider billed for known calls above the most that they can have cost."),
  UNKNOWN_USD("vedette_unknown_usd", "US dollars that may still have been billed, at most."),
  RECONCILED_AT(
      "vedette_reconciled_at_seconds",
      "When the ledger was last held against the provider's books, since 1970.");

  private final String metric;
  private final String help;

  ReconcileGauge(String metric, String help) {
    this.metric = metric;
    this.help = help;
  }

  String metric() {
    return metric;
  }

  String help() {
    return help;
  }
}
