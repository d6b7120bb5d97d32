package dev.vedette.scenarios;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How long events took, by what they met: see {@link SwapPhases}.
 *
 * @param fromCapture microseconds to the judgement
 * @param inGate microseconds from the arrival at the gate
 */
record SwapLatencies(Map<String, Histogram> fromCapture, Map<String, Histogram> inGate) {
  private static final int DIGITS = 3;
  private static final Set<String> NO_SWAP = Set.of(SwapPhases.CALM, SwapPhases.AFTERMATH);

  static SwapLatencies none() {
    return new SwapLatencies(new TreeMap<>(), new TreeMap<>());
  }

  void note(String phase, long micros, long gateMicros) {
    fromCapture.computeIfAbsent(phase, name -> new Histogram(DIGITS)).recordValue(micros);
    inGate.computeIfAbsent(phase, name -> new Histogram(DIGITS)).recordValue(gateMicros);
  }

  void add(SwapLatencies more) {
    more.fromCapture.forEach(
        (phase, micros) ->
            fromCapture.computeIfAbsent(phase, name -> new Histogram(DIGITS)).add(micros));
    more.inGate.forEach(
        (phase, micros) ->
            inGate.computeIfAbsent(phase, name -> new Histogram(DIGITS)).add(micros));
  }

  SwapResult.Latency calm() {
    return over(Set.of(SwapPhases.CALM));
  }

  /** Of all events that met a swap, whatever its kind. */
  SwapResult.Latency swap() {
    Set<String> kinds = new HashSet<>(fromCapture.keySet());
    kinds.removeAll(NO_SWAP);
    return over(kinds);
  }

  Map<String, SwapResult.Latency> byPhase() {
    Map<String, SwapResult.Latency> all = new TreeMap<>();
    fromCapture.keySet().forEach(phase -> all.put(phase, over(Set.of(phase))));
    return all;
  }

  private SwapResult.Latency over(Set<String> phases) {
    var all = new Histogram(DIGITS);
    var gate = new Histogram(DIGITS);
    for (String phase : phases) {
      if (fromCapture.containsKey(phase)) {
        all.add(fromCapture.get(phase));
        gate.add(inGate.get(phase));
      }
    }
    return SwapResult.Latency.of(all, gate);
  }
}
