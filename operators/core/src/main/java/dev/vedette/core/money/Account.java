package dev.vedette.core.money;

import dev.vedette.core.event.EventHeader;

/** What a budget is kept for: a label of a device class of a tenant. */
public record Account(String tenant, String deviceClass, String label) {
  /** What a question about an event would be paid from. */
  public static Account of(EventHeader header, String label) {
    return new Account(header.tenant(), header.deviceClass(), label);
  }

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
