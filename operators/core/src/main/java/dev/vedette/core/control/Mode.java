package dev.vedette.core.control;

/** Who has the last word on events. */
public enum Mode {
  /** The edge: nothing is asked, nothing leaves. */
  EDGE,
  /** The gate decides what the cloud is asked about. This is what is done without an order. */
  HYBRID,
  /**
   * The cloud: it is asked about each event for itself, also about one that the gate finds
   * negative. Budgets and caps hold as ever.
   */
  CLOUD
}
