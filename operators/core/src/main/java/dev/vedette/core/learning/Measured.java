package dev.vedette.core.learning;

/**
 * What a head is worth on labelled events.
 *
 * @param area under the ROC curve: how well it ranks, whatever the threshold
 * @param hits at its threshold
 */
public record Measured(double area, Interval areaInterval, Hits hits) {}
