package dev.vedette.flink;

import dev.vedette.core.audit.GateEvidence;

/**
 * What a day has shown of a gate on a tenant's devices of a class, as it is kept in operator state.
 *
 * @param day since the epoch, by the job's clock
 */
public record KnownGate(
    long day, String tenant, String deviceClass, String gate, GateEvidence evidence) {}
