package dev.vedette.core.money;

/** A ledger line and where it stands in the topic. */
public record JournalLine(LedgerLine line, JournalPosition position) {}
