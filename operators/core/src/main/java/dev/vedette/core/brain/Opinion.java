package dev.vedette.core.brain;

/** What the brain thinks of the gate's judgement. */
public enum Opinion {
  CONFIRMED,
  DENIED,
  /** The model wrote something else, or nothing: the call was useless. */
  UNCLEAR
}
