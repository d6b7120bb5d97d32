package dev.vedette.core.verdict;

import java.util.Locale;

/** Why the edge answered and not the cloud. */
public enum Reason {
  /** By policy: the edge speaks first, the cloud amends it. */
  IMMEDIATE,
  /** By order: the mode is edge, so nobody was asked. */
  EDGE_MODE,
  /** No connection to the provider. */
  OFFLINE,
  BREAKER_OPEN,
  /** Every permit for a call was taken. */
  SATURATED,
  /** No answer by the deadline. */
  TIMEOUT,
  /** The account's rate cap, or the provider's. */
  RATE_LIMITED,
  BUDGET_EXHAUSTED,
  PRIVACY,
  /** The provider answered, but not with an answer to the question. */
  REFUSED,
  /** The job came back only after the deadline. */
  RESTORED,
  /** A fault of ours or the provider's; the log has it. */
  ERROR;

  /** As it is spelt in topics and metrics: {@code rate-limited}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
