package dev.vedette.core.event;

/** A refusal to read a record, as a value: the reason for machines, the detail for people. */
public record Objection(DeadLetterReason reason, String detail) {}
