package dev.vedette.cli.matrix;

import dev.vedette.core.control.Mode;
import java.util.Map;

/**
 * What one replay in one mode came to.
 *
 * @param words on the events that anything was published about
 * @param settledHere events that ended at the gate or in an open episode, without a verdict
 * @param cpuNanos of the job's process, from the first event until all had ended
 * @param costMicros by the ledger
 * @param sentBytes of all requests to the provider
 * @param pictures that the provider was shown
 */
record Replay(
    Mode mode,
    long events,
    Map<Place, Word> words,
    long settledHere,
    long cpuNanos,
    long calls,
    long costMicros,
    long sentBytes,
    long pictures) {
  Replay {
    if (events < 1) {
      throw new IllegalArgumentException("events < 1: " + events);
    }
    words = Map.copyOf(words);
  }

  Percentiles firstMillis() {
    return Percentiles.ofMicros(words.values().stream().mapToLong(Word::firstMicros));
  }

  Percentiles lastMillis() {
    return Percentiles.ofMicros(
        words.values().stream().filter(Word::last).mapToLong(Word::lastMicros));
  }

  long byCloud() {
    return words.values().stream().filter(Word::byCloud).count();
  }
}
