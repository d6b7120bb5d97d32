package dev.vedette.scenarios;

/** Whose serializer a benchmark is of. */
public enum Writer {
  FLINK,
  VEDETTE
}
