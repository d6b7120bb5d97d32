package dev.vedette.simulators.provider;

import java.util.Map;

/**
 * The sums of a provider's books, over all calls since it was started.
 *
 * @param calls received, answered or not
 * @param answered with a completion, status 200
 * @param byStatus calls by the status of what was sent, 0 where nothing was
 * @param promptTokens billed, cached ones included
 */
public record BookTotals(
    long calls,
    long answered,
    Map<Integer, Long> byStatus,
    long promptTokens,
    long cachedTokens,
    long completionTokens,
    long bodyBytes,
    long billedMicros) {}
