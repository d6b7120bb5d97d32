package dev.vedette.core.money;

/** What a budget is kept for: a label of a device class of a tenant. */
public record Account(String tenant, String deviceClass, String label) {
  /** The key of the account's state and of its lines in the ledger. */
  public String key() {
    return tenant + '/' + deviceClass + '/' + label;
  }
}
