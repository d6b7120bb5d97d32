package dev.vedette.flink;

/**
 * How many audits of a device class and a gate ended so, as it is kept in operator state.
 *
 * @param reason why nobody was asked, or nobody answered; empty otherwise
 */
public record AuditCount(
    String deviceClass, String gate, String result, String reason, long events) {}
