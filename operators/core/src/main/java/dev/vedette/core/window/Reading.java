package dev.vedette.core.window;

/**
 * One reading of a device, its values in the gate's order.
 *
 * @param micros of the device's clock
 * @param event fingerprint of the event that it came with
 * @param values NaN for a channel that the device does not have
 */
record Reading(long micros, long event, float[] values) {}
