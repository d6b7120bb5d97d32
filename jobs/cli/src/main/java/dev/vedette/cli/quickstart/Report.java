package dev.vedette.cli.quickstart;

import dev.vedette.cli.metrics.Buckets;
import dev.vedette.cli.metrics.JobNumbers;
import dev.vedette.core.flow.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to. Events are counted by the job, calls and costs by its ledger.
 *
 * @param skipped by a gate that may not be busy all the time
 * @param ignored by the rules on which events count; nobody would have asked, so nothing is avoided
 * @param avoidedMicros what the events that were not asked about would have cost, each at the mean
 *     price of those of its label that were: pictures are prepared alike. A call that was denied is
 *     not avoided, and of a label without a single settled call nothing is known: it adds 0
 * @param unsettledMicros worst case of calls that may have been billed and have no answer
 * @param providerBooks the simulated provider's own; null for a real one, whose books we cannot see
 */
record Report(
    long events,
    long deadLettered,
    long duplicates,
    long late,
    long skipped,
    long rejected,
    long ignored,
    long repeats,
    Map<String, Long> edge,
    long cloud,
    long pending,
    long calls,
    long costMicros,
    long unsettledMicros,
    long avoidedMicros,
    AvoidedMicros avoidedMicrosBy,
    Latencies latencyMillis,
    long egressBytes,
    Gate gate,
    Provider provider,
    @Nullable ProviderBooks providerBooks,
    double durationSeconds,
    double eventsPerSecond) {

  /**
   * @param gate by what was rejected
   * @param episode by what repeated an open episode
   */
  record AvoidedMicros(long gate, long episode) {}

  /**
   * @param captureToVerdict to the first word on an event; without values where the cameras' clocks
   *     were simulated, as no such time has passed
   * @param captureToLastVerdict to the last word on it
   */
  record Latencies(
      Quantiles gate,
      Quantiles captureToVerdict,
      Quantiles captureToLastVerdict,
      Quantiles cloudCall) {}

  /** Interpolated within the buckets of a histogram; null where nothing was observed. */
  record Quantiles(@Nullable Double p50, @Nullable Double p95, @Nullable Double p99) {
    static final Quantiles UNKNOWN = new Quantiles(null, null, null);

    static Quantiles of(Buckets seconds) {
      return new Quantiles(
          millis(seconds.quantile(0.5)),
          millis(seconds.quantile(0.95)),
          millis(seconds.quantile(0.99)));
    }

    private static @Nullable Double millis(OptionalDouble seconds) {
      return seconds.isEmpty() ? null : rounded(seconds.getAsDouble() * 1e3);
    }
  }

  record Gate(String name, String variant) {}

  record Provider(String name, String model, boolean simulated) {}

  record ProviderBooks(long calls, long micros) {}

  static Report of(
      JobNumbers job,
      PaidCalls ledger,
      Provider provider,
      @Nullable ProviderBooks providerBooks,
      boolean realClocks,
      double durationSeconds) {
    var avoided =
        new AvoidedMicros(avoided(job.rejected(), ledger), avoided(job.repeats(), ledger));
    return new Report(
        job.received(),
        job.ended(Outcome.DEAD_LETTERED),
        job.ended(Outcome.DUPLICATE),
        job.ended(Outcome.LATE),
        job.ended(Outcome.SKIPPED),
        job.ended(Outcome.REJECTED),
        job.ended(Outcome.IGNORED),
        job.ended(Outcome.REPEAT),
        job.edge(),
        job.ended(Outcome.CLOUD),
        job.pending(),
        ledger.calls(),
        ledger.costMicros(),
        ledger.unsettledMicros(),
        avoided.gate() + avoided.episode(),
        avoided,
        new Latencies(
            Quantiles.of(job.gateSeconds()),
            realClocks ? Quantiles.of(job.firstVerdictSeconds()) : Quantiles.UNKNOWN,
            realClocks ? Quantiles.of(job.lastVerdictSeconds()) : Quantiles.UNKNOWN,
            Quantiles.of(job.cloudSeconds())),
        job.egressBytes(),
        new Gate(job.gateName(), job.gateVariant()),
        provider,
        providerBooks,
        rounded(durationSeconds),
        durationSeconds <= 0 ? 0 : rounded(job.received() / durationSeconds));
  }

  private static long avoided(Map<String, Long> eventsByLabel, PaidCalls ledger) {
    return eventsByLabel.entrySet().stream()
        .mapToLong(label -> ledger.priceMicros(label.getKey(), label.getValue()))
        .sum();
  }

  long answeredByEdge() {
    return edge.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether every event has exactly one outcome. */
  boolean conserves() {
    return pending == 0 && events == ended();
  }

  long ended() {
    return deadLettered
        + duplicates
        + late
        + skipped
        + rejected
        + ignored
        + repeats
        + answeredByEdge()
        + cloud;
  }

  /** Whether the simulated provider, if it was that one, has booked what the ledger says. */
  boolean agreesWithProvider() {
    return providerBooks == null
        || (providerBooks.calls() == calls && providerBooks.micros() == costMicros);
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).doubleValue();
  }
}
