package dev.vedette.core.verdict;

/**
 * How long an event spent where, in microseconds.
 *
 * @param gateMicros from arrival at the gate to its judgement
 * @param waitMicros from the judgement to the decision whether to ask
 * @param cloudMicros the cloud call alone; 0 where there was none
 * @param captureToVerdictMicros from the device's clock to this verdict; 0 where the device's clock
 *     is ahead
 */
public record StageTimes(
    long gateMicros, long waitMicros, long cloudMicros, long captureToVerdictMicros) {}
