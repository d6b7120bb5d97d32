package dev.vedette.core.verdict;

/** Who gave a verdict. */
public enum Giver {
  EDGE,
  CLOUD
}
