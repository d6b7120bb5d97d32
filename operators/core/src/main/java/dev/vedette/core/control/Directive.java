package dev.vedette.core.control;

import java.time.Instant;

/** What people order a running job to do, in one record of the orders' topic. */
public sealed interface Directive permits Order, BudgetOrder {
  /** What it is about, as the topic's records are keyed; another of the same key replaces it. */
  String key();

  Instant givenAt();

  /** Why, for people. */
  String note();
}
