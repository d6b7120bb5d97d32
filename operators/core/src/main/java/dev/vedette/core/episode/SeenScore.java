package dev.vedette.core.episode;

import java.time.Instant;

/**
 * What the gate said of an event of a device.
 *
 * @param at event time
 * @param score in 0..1
 */
public record SeenScore(String label, Instant at, double score) {}
