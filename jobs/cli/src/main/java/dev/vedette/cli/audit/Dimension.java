package dev.vedette.cli.audit;

/** What a report tells apart. */
enum Dimension {
  TENANT,
  CLASS,
  DEVICE,
  GATE
}
