package dev.vedette.flink;

/**
 * So many questions were not asked for a cause, as it is kept in operator state.
 *
 * @param micros what they would have cost
 */
public record AvoidedCount(String deviceClass, String cause, long calls, long micros) {}
