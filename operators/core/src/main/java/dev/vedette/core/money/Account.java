package dev.vedette.core.money;

/** What a budget is kept for: a label of a device class of a tenant. */
public record Account(String tenant, String deviceClass, String label) {
  /** Names the account itself. */
  public String key() {
    return tenant + '/' + deviceClass + '/' + label;
  }

  /**
   * The root of the tree that it is in: the key by which its questions are admitted, and of its
   * lines in the ledger. A budget of any node below it is kept there.
   */
  public String root() {
    return tenant;
  }
}
