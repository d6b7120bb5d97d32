package dev.vedette.core.money;

/** A place in the ledger topic. */
public record JournalPosition(int partition, long offset) {}
