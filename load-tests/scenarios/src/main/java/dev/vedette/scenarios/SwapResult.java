package dev.vedette.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What {@link GateSwaps} found, and whether that is good enough.
 *
 * @param maximumPerSecond events that the job can do; 0 if it was told a rate
 * @param sent events, those of the warm-up included
 * @param lost events that never had a judgement
 * @param judgedTwice judgements of events that had one
 * @param judgedByAnother judgements by a version that did not serve at that moment
 * @param received by the gate's own count
 * @param outcomes of events, by the job's own counts
 * @param activationMillis from the sending of a release to its activation, by kind of swap
 * @param resident megabytes after each swap, those after the first twenty
 * @param byPhase milliseconds of events that met no swap, or one of a kind
 * @param parts of the run
 */
record SwapResult(
    String input,
    double maximumPerSecond,
    double perSecond,
    long sent,
    long lost,
    long judgedTwice,
    long judgedByAnother,
    long received,
    long outcomes,
    Map<String, Spread> activationMillis,
    Drift resident,
    Map<String, Latency> byPhase,
    Latency calm,
    Latency swap,
    double p99Ratio,
    Spread p99RatioOfParts,
    List<Part> parts,
    List<Swap> swaps) {
  /** After fewer, the process is still filling its caches. */
  static final int SWAPS_THAT_FILL = 20;

  private static final double FLAT = 0.05;
  private static final double SLOWER = 2;

  /** One swap, from the sending of its release to its activation. */
  record Swap(int sequence, String kind, double millis, MemoryUse after) {}

  /** Milliseconds from capture to judgement, and of them in the gate. */
  record Latency(long events, double p50, double p99, double max, double gateP50, double gateP99) {
    static Latency of(Histogram fromCapture, Histogram inGate) {
      return new Latency(
          fromCapture.getTotalCount(),
          fromCapture.getValueAtPercentile(50) / 1e3,
          fromCapture.getValueAtPercentile(99) / 1e3,
          fromCapture.getMaxValue() / 1e3,
          inGate.getValueAtPercentile(50) / 1e3,
          inGate.getValueAtPercentile(99) / 1e3);
    }
  }

  /** A stretch of the run, with events that met swaps beside such that did not. */
  record Part(Latency calm, Latency swap, double p99Ratio) {
    static Part of(SwapLatencies noted) {
      Latency calm = noted.calm();
      Latency swap = noted.swap();
      return new Part(calm, swap, swap.p99() / calm.p99());
    }
  }

  static Map<String, Spread> activations(List<Swap> swaps) {
    Map<String, List<Double>> millis = new TreeMap<>();
    for (Swap swap : swaps) {
      millis.computeIfAbsent(swap.kind(), kind -> new ArrayList<>()).add(swap.millis());
    }
    Map<String, Spread> spreads = new TreeMap<>();
    millis.forEach((kind, values) -> spreads.put(kind, Spread.of(values)));
    return spreads;
  }

  static Drift resident(List<Swap> swaps) {
    return Drift.of(
        swaps.stream().map(swap -> swap.after().residentMegabytes()).toList(), SWAPS_THAT_FILL - 1);
  }

  /** Whether every event was judged once, by the gate that served. */
  boolean isWhole() {
    return lost == 0
        && judgedTwice == 0
        && judgedByAnother == 0
        && received == sent
        && outcomes == sent;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        """
        | | found | wanted |
        |---|---|---|
        | events lost, judged twice, judged by another gate, of %d | %d, %d, %d | 0, 0, 0: %s |
        | received, outcomes by the job's counts | %d, %d | %d: %s |
        | MB resident from swap %d on | %.0f to %.0f, %.1f %% off, %.3f a swap | within %.0f %%: %s |
        | p99 with and without a swap, ms | %.1f, %.1f, ratio %.2f (parts %s) | below %.0f: %s |
        | announced to activated, ms | %s | |""",
        sent,
        lost,
        judgedTwice,
        judgedByAnother,
        met(lost == 0 && judgedTwice == 0 && judgedByAnother == 0),
        received,
        outcomes,
        sent,
        met(received == sent && outcomes == sent),
        Math.min(SWAPS_THAT_FILL, swaps.size()),
        resident.lowest(),
        resident.highest(),
        resident.share() * 100,
        resident.slope(),
        FLAT * 100,
        swaps.size() > SWAPS_THAT_FILL ? met(resident.isWithin(FLAT)) : "too few swaps",
        swap.p99(),
        calm.p99(),
        p99Ratio,
        p99RatioOfParts.text(2),
        SLOWER,
        met(p99Ratio < SLOWER),
        activations());
  }

  private String activations() {
    return String.join(
        "; ",
        activationMillis.entrySet().stream()
            .map(entry -> entry.getKey() + ' ' + entry.getValue().text(0))
            .toList());
  }

  private static String met(boolean met) {
    return met ? "met" : "missed";
  }
}
