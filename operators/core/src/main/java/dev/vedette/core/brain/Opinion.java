package dev.vedette.core.brain;

/** What the brain thinks of the gate's judgement. */
public enum Opinion {
  CONFIRMED,
  DENIED,
  /** The answer says neither. */
  UNCLEAR
}
