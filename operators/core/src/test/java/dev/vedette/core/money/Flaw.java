package dev.vedette.core.money;

/** What could be wrong with a site: a test that sees none of it would be worth nothing. */
enum Flaw {
  NONE,
  /** Nothing is kept for calls that were granted. */
  KEEPS_NOTHING,
  /** The ledger hears that a grant has ended, and more calls are made under it. */
  CALLS_AFTER_THE_END,
  /** A grant comes back whose end an earlier run has not told yet, and calls again. */
  CALLS_AFTER_AN_UNTOLD_END,
  /** What was in the state of {@code ask} is not told by the next run. */
  NEVER_TELLS_AGAIN,
  /** Now and then a sum does not come into its bucket. */
  LOSES_SUMS,
  /** After a restart calls are granted at once. */
  DOES_NOT_READ_FIRST,
  /** The provider's word on a call that is forgotten counts whole. */
  CORRECTS_BY_NO_DIFFERENCE,
  /** Where a limit is shared out, each has all of it. */
  SHARES_NOTHING_OUT
}
