package dev.vedette.cli.metrics;

import dev.vedette.core.flow.Outcome;
import dev.vedette.flink.MetricNames;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The job's own account of a moment, over all subtasks.
 *
 * @param received events read so far
 * @param outcomes how many ended how
 * @param rejected those that ended at the gate, by label
 * @param repeats those that ended in their episode, by label
 * @param questions events that left for admission, each of which gets a last verdict
 * @param edge those that the edge answered for good, by reason
 * @param gateSeconds from the arrival of an event to its judgement
 * @param firstVerdictSeconds from capture to the first word on an event
 * @param lastVerdictSeconds from capture to the last word on it
 * @param cloudSeconds of answered calls
 * @param cloud the roads to it, and what waits for one
 * @param gateName empty until a gate serves
 */
public record JobNumbers(
    long received,
    Map<Outcome, Long> outcomes,
    Map<String, Long> rejected,
    Map<String, Long> repeats,
    long questions,
    Map<String, Long> edge,
    long inFlight,
    long egressBytes,
    double costUsd,
    Buckets gateSeconds,
    Buckets firstVerdictSeconds,
    Buckets lastVerdictSeconds,
    Buckets cloudSeconds,
    Trouble trouble,
    String gateName,
    String gateVariant) {

  /**
   * Reads the numbers off a scrape.
   *
   * @throws IllegalArgumentException for what is not Prometheus's text format
   */
  public static JobNumbers parse(String exposition) {
    return of(MetricsScrape.parse(exposition));
  }

  /**
   * Whether so many subtasks have a gate that is warm, have read the ledger and may grant calls.
   */
  static boolean readyIn(MetricsScrape scrape, int subtasks) {
    // A gate for sensors beside the one for cameras doubles them.
    return isOneIn(scrape, MetricNames.GATE_INFO, subtasks)
        && isOneIn(scrape, MetricNames.ADMIT_READY, subtasks);
  }

  private static boolean isOneIn(MetricsScrape scrape, String name, int subtasks) {
    List<Sample> samples = scrape.samples(name);
    return samples.size() >= subtasks && samples.stream().allMatch(sample -> sample.value() == 1);
  }

  static JobNumbers of(MetricsScrape scrape) {
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    Map<String, Long> counted = scrape.counts(MetricNames.EVENTS, MetricNames.OUTCOME, s -> true);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, counted.getOrDefault(outcome.wireName(), 0L));
    }
    Map<String, String> gate =
        scrape.samples(MetricNames.GATE_INFO).stream()
            .findFirst()
            .map(Sample::labels)
            .orElse(Map.of());
    return new JobNumbers(
        Math.round(scrape.sum(MetricNames.EVENTS_RECEIVED)),
        outcomes,
        ended(scrape, Outcome.REJECTED, MetricNames.LABEL),
        ended(scrape, Outcome.REPEAT, MetricNames.LABEL),
        Math.round(scrape.sum(MetricNames.QUESTIONS)),
        ended(scrape, Outcome.EDGE, MetricNames.REASON),
        Math.round(scrape.sum(MetricNames.IN_FLIGHT)),
        Math.round(scrape.sum(MetricNames.EGRESS_BYTES)),
        scrape.sum(MetricNames.COST_USD),
        scrape.buckets(MetricNames.GATE_SECONDS, sample -> true),
        verdicts(scrape, "first"),
        verdicts(scrape, "last"),
        scrape.buckets(MetricNames.CLOUD_CALL_SECONDS, sample -> true),
        Trouble.of(scrape),
        gate.getOrDefault(MetricNames.GATE, ""),
        gate.getOrDefault(MetricNames.VARIANT, ""));
  }

  public long ended(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** Asked and without a last verdict yet. */
  public long pending() {
    return questions - ended(Outcome.CLOUD) - ended(Outcome.EDGE);
  }

  /**
   * Received, and neither ended nor pending: events in a batch while the job runs, and 0 when it
   * has nothing to do, or an event was lost. Each side is counted where it happens.
   */
  public long unaccounted() {
    return received - outcomes.values().stream().mapToLong(Long::longValue).sum() - pending();
  }

  /** Whether nothing has happened between two moments. */
  public boolean sameCountsAs(JobNumbers other) {
    return received == other.received
        && questions == other.questions
        && outcomes.equals(other.outcomes)
        && edge.equals(other.edge)
        && egressBytes == other.egressBytes;
  }

  private static Map<String, Long> ended(MetricsScrape scrape, Outcome outcome, String by) {
    return scrape.counts(
        MetricNames.EVENTS, by, sample -> sample.has(MetricNames.OUTCOME, outcome.wireName()));
  }

  private static Buckets verdicts(MetricsScrape scrape, String revision) {
    return scrape.buckets(
        MetricNames.CAPTURE_TO_VERDICT_SECONDS,
        sample -> sample.has(MetricNames.REVISION, revision));
  }
}
