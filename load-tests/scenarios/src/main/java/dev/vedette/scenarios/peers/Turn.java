package dev.vedette.scenarios.peers;

/**
 * One turn of one contender.
 *
 * @param cpuMicros of an event, of the contender's whole process
 * @param batch events in a call of the engine
 */
record Turn(double perSecond, double cpuMicros, double batch) {}
