package dev.vedette.cli.audit;

/**
 * Whose events, and which gate judged them.
 *
 * @param device empty where the ledger does not tell them apart
 */
record JudgedBy(String tenant, String deviceClass, String device, String gate) {
  /** The same of whichever device of the class. */
  JudgedBy anyDevice() {
    return new JudgedBy(tenant, deviceClass, "", gate);
  }

  String of(Dimension dimension) {
    return switch (dimension) {
      case TENANT -> tenant;
      case CLASS -> deviceClass;
      case DEVICE -> device;
      case GATE -> gate;
    };
  }
}
