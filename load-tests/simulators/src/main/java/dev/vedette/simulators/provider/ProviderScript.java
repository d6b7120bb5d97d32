package dev.vedette.simulators.provider;

import dev.vedette.core.money.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How a simulated provider behaves until it is given another script.
 *
 * <p>What is drawn by lot depends on the seed and on the number of the call since the script began,
 * and on nothing else.
 *
 * @param latency before an answer; refusals come at once
 * @param faults the first that strikes is played
 * @param confirmedShare of answers that confirm, chosen by a checksum of the request
 * @param cachedShare of prompt tokens that count as read from a cache
 * @param writtenShare of prompt tokens that count as written to it
 * @param outputTokens of each answer, but never more than the request allows
 * @param reasoningTokens at most so many before each answer, chosen by a checksum of the request;
 *     as many as the request allows beside the answer
 * @param limit beyond which calls are answered 429
 * @param price what the provider bills, each call rounded up to a micro-dollar
 */
public record ProviderScript(
    long seed,
    Latency latency,
    List<FaultRule> faults,
    double confirmedShare,
    double cachedShare,
    double writtenShare,
    int outputTokens,
    int reasoningTokens,
    CallLimit limit,
    Price price) {

  /** Of the order of what a multimodal model costs: 2.50, 1.25 and 10 dollars a million tokens. */
  public static final Price PRICE =
      Price.flat("simulated", new BigDecimal("2.50"), new BigDecimal("1.25"), BigDecimal.TEN);

  public ProviderScript {
    faults = List.copyOf(faults);
    share("confirmedShare", confirmedShare);
    share("cachedShare", cachedShare);
    share("writtenShare", writtenShare);
    share("cachedShare + writtenShare", cachedShare + writtenShare);
    if (reasoningTokens < 0) {
      throw new IllegalArgumentException("reasoningTokens < 0: " + reasoningTokens);
    }
    if (outputTokens < 1) {
      throw new IllegalArgumentException("outputTokens < 1: " + outputTokens);
    }
  }

  /** Answers every call at once; four of five alarms are confirmed. */
  public static ProviderScript faultless() {
    return new ProviderScript(
        1, Latency.none(), List.of(), 0.8, 0, 0, 24, 0, CallLimit.NONE, PRICE);
  }

  public ProviderScript withSeed(long other) {
    return new ProviderScript(
        other,
        latency,
        faults,
        confirmedShare,
        cachedShare,
        writtenShare,
        outputTokens,
        reasoningTokens,
        limit,
        price);
  }

  public ProviderScript taking(Latency other) {
    return new ProviderScript(
        seed,
        other,
        faults,
        confirmedShare,
        cachedShare,
        writtenShare,
        outputTokens,
        reasoningTokens,
        limit,
        price);
  }

  public ProviderScript confirming(double share) {
    return new ProviderScript(
        seed,
        latency,
        faults,
        share,
        cachedShare,
        writtenShare,
        outputTokens,
        reasoningTokens,
        limit,
        price);
  }

  public ProviderScript caching(double share) {
    return new ProviderScript(
        seed,
        latency,
        faults,
        confirmedShare,
        share,
        writtenShare,
        outputTokens,
        reasoningTokens,
        limit,
        price);
  }

  /** With so much of each prompt written to the cache. */
  public ProviderScript cacheWriting(double share) {
    return new ProviderScript(
        seed,
        latency,
        faults,
        confirmedShare,
        cachedShare,
        share,
        outputTokens,
        reasoningTokens,
        limit,
        price);
  }

  /** With up to so many tokens of reasoning before each answer. */
  public ProviderScript reasoning(int tokens) {
    return new ProviderScript(
        seed,
        latency,
        faults,
        confirmedShare,
        cachedShare,
        writtenShare,
        outputTokens,
        tokens,
        limit,
        price);
  }

  public ProviderScript writing(int tokens) {
    return new ProviderScript(
        seed,
        latency,
        faults,
        confirmedShare,
        cachedShare,
        writtenShare,
        tokens,
        reasoningTokens,
        limit,
        price);
  }

  public ProviderScript limitedTo(double callsPerSecond) {
    return new ProviderScript(
        seed,
        latency,
        faults,
        confirmedShare,
        cachedShare,
        writtenShare,
        outputTokens,
        reasoningTokens,
        new CallLimit(callsPerSecond, limit.refusedCount()),
        price);
  }

  /**
   * Where calls that are refused count against the limit as well: "continuously resending a request
   * won't work" with OpenAI (help.openai.com/en/articles/5955604). One reading of it: a refusal
   * takes what was left of a call.
   */
  public ProviderScript countingRefused() {
    return new ProviderScript(
        seed,
        latency,
        faults,
        confirmedShare,
        cachedShare,
        writtenShare,
        outputTokens,
        reasoningTokens,
        new CallLimit(limit.perSecond(), true),
        price);
  }

  public ProviderScript pricedAt(Price other) {
    return new ProviderScript(
        seed,
        latency,
        faults,
        confirmedShare,
        cachedShare,
        writtenShare,
        outputTokens,
        reasoningTokens,
        limit,
        other);
  }

  /** With a fault more, at every call. */
  public ProviderScript failing(Fault fault) {
    return failing(fault, 1);
  }

  public ProviderScript failing(Fault fault, double probability) {
    return with(new FaultRule(fault, probability, Long.MAX_VALUE));
  }

  /** With a fault more, at the first so many calls after this script begins. */
  public ProviderScript failingFirst(long calls, Fault fault) {
    return with(new FaultRule(fault, 1, calls));
  }

  private ProviderScript with(FaultRule rule) {
    var more = new ArrayList<FaultRule>(faults);
    more.add(rule);
    return new ProviderScript(
        seed,
        latency,
        more,
        confirmedShare,
        cachedShare,
        writtenShare,
        outputTokens,
        reasoningTokens,
        limit,
        price);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is not in 0..1: " + value);
    }
  }
}
