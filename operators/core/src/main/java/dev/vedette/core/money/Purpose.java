package dev.vedette.core.money;

/** Why the brain is asked. */
public enum Purpose {
  /** The gate has found something. */
  QUESTION,
  /** The gate has found nothing, and by order the brain is asked about every event. */
  ORDERED,
  /** The gate has found nothing, and the event was drawn to see whether it should have. */
  AUDIT
}
