package dev.vedette.cli.quickstart;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a person has asked the quickstart for.
 *
 * @param input their own pictures; null for simulated scenery
 * @param eventsPerSecond of all devices together; 0 for as fast as they are taken
 * @param events after which it ends; {@link #ENDLESS} for none
 * @param report file for the report; null for none
 * @param provider null for the simulated one
 * @param cloudLatency median of the simulated provider
 * @param webInterface whether Flink's is shown
 */
public record QuickstartPlan(
    @Nullable Path input,
    int devices,
    double eventsPerSecond,
    long events,
    @Nullable Path report,
    @Nullable RealProvider provider,
    Duration cloudLatency,
    int callsPerMinute,
    int parallelism,
    boolean webInterface) {
  public static final long ENDLESS = Long.MAX_VALUE;

  public QuickstartPlan {
    if (devices < 1 || devices > 1000) {
      throw new IllegalArgumentException("--devices is not in 1..1000: " + devices);
    }
    if (!(eventsPerSecond >= 0) || Double.isInfinite(eventsPerSecond)) {
      throw new IllegalArgumentException("--rate is not a rate: " + eventsPerSecond);
    }
    if (events < 1) {
      throw new IllegalArgumentException("--events < 1: " + events);
    }
    if (cloudLatency.isNegative()) {
      throw new IllegalArgumentException("--latency < 0: " + cloudLatency.toMillis());
    }
    if (callsPerMinute < 1) {
      throw new IllegalArgumentException("--calls-per-minute < 1: " + callsPerMinute);
    }
    if (parallelism < 1 || parallelism > 64) {
      throw new IllegalArgumentException("--parallelism is not in 1..64: " + parallelism);
    }
  }

  /**
   * A provider that costs real money, or a server of one's own.
   *
   * @param keyFile null where it wants no key
   * @param inputPrice US dollars for a million tokens
   * @param outputPrice US dollars for a million tokens
   */
  public record RealProvider(
      URI url,
      String model,
      @Nullable Path keyFile,
      @Nullable String inputPrice,
      @Nullable String outputPrice) {}

  boolean ends() {
    return events != ENDLESS;
  }

  /**
   * Whether frames are stamped with the time of sending. Not so when a run that ends is sent as
   * fast as possible: that would be a camera that takes thousands of frames a second.
   */
  boolean inRealTime() {
    return !ends() || eventsPerSecond > 0;
  }
}
