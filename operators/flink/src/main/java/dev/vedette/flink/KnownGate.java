package dev.vedette.flink;

import dev.vedette.core.audit.GateEvidence;

/** What is known of a gate on a tenant's devices of a class, as it is kept in operator state. */
public record KnownGate(String tenant, String deviceClass, String gate, GateEvidence evidence) {}
