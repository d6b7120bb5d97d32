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
 * @param outputTokens of each answer, but never more than the request allows
 * @param maxCallsPerSecond beyond which calls are answered 429; 0 for no limit
 * @param price what the provider bills, each call rounded up to a micro-dollar
 */
public record ProviderScript(
    long seed,
    Latency latency,
    List<FaultRule> faults,
    double confirmedShare,
    double cachedShare,
    int outputTokens,
    double maxCallsPerSecond,
    Price price) {

  /** Of the order of what a multimodal model costs: 2.50, 1.25 and 10 dollars a million tokens. */
  public static final Price PRICE =
      Price.flat("simulated", new BigDecimal("2.50"), new BigDecimal("1.25"), BigDecimal.TEN);

  public ProviderScript {
    faults = List.copyOf(faults);
    share("confirmedShare", confirmedShare);
    share("cachedShare", cachedShare);
    if (outputTokens < 1) {
      throw new IllegalArgumentException("outputTokens < 1: " + outputTokens);
    }
    if (!(maxCallsPerSecond >= 0) || Double.isInfinite(maxCallsPerSecond)) {
      throw new IllegalArgumentException("maxCallsPerSecond is not a rate: " + maxCallsPerSecond);
    }
  }

  /** Answers every call at once; four of five alarms are confirmed. */
  public static ProviderScript faultless() {
    return new ProviderScript(1, Latency.none(), List.of(), 0.8, 0, 24, 0, PRICE);
  }

  public ProviderScript withSeed(long other) {
    return new ProviderScript(
        other,
        latency,
        faults,
        confirmedShare,
        cachedShare,
        outputTokens,
        maxCallsPerSecond,
        price);
  }

  public ProviderScript taking(Latency other) {
    return new ProviderScript(
        seed, other, faults, confirmedShare, cachedShare, outputTokens, maxCallsPerSecond, price);
  }

  public ProviderScript confirming(double share) {
    return new ProviderScript(
        seed, latency, faults, share, cachedShare, outputTokens, maxCallsPerSecond, price);
  }

  public ProviderScript caching(double share) {
    return new ProviderScript(
        seed, latency, faults, confirmedShare, share, outputTokens, maxCallsPerSecond, price);
  }

  public ProviderScript writing(int tokens) {
    return new ProviderScript(
        seed, latency, faults, confirmedShare, cachedShare, tokens, maxCallsPerSecond, price);
  }

  public ProviderScript limitedTo(double callsPerSecond) {
    return new ProviderScript(
        seed, latency, faults, confirmedShare, cachedShare, outputTokens, callsPerSecond, price);
  }

  public ProviderScript pricedAt(Price other) {
    return new ProviderScript(
        seed, latency, faults, confirmedShare, cachedShare, outputTokens, maxCallsPerSecond, other);
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
        seed, latency, more, confirmedShare, cachedShare, outputTokens, maxCallsPerSecond, price);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is not in 0..1: " + value);
    }
  }
}
