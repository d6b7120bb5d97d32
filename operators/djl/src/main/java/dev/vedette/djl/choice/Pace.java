package dev.vedette.djl.choice;

import dev.vedette.core.gate.Head;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.graph.BatchMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long one variant takes on this host for a batch, by the batch's size.
 *
 * @param nanosBySize the least of several runs, in ascending order of sizes
 */
record Pace(String variant, NavigableMap<Integer, Long> nanosBySize) {
  private static final int LARGEST = 32;
  private static final int[] SIZES = {1, 2, 4, 8, 16, LARGEST};

  /** Each size's least run counts: whatever disturbs a run makes it longer, never shorter. */
  private static final int MOST_ROUNDS = 7;

  private static final int FEWEST_ROUNDS = 4;

  /** In each round a size comes again for as long as this, so that small ones are not guessed. */
  private static final long ROUND_NANOS = 8_000_000;

  /** A slow network's runs are long against what disturbs them, and a start waits for this. */
  private static final long ENOUGH_NANOS = 1_500_000_000;

  /** A batch that takes as long as this is the largest one that is timed: the line is known. */
  private static final long LONG_NANOS = 50_000_000;

  Pace {
    if (nanosBySize.isEmpty()) {
      throw new IllegalArgumentException("no times of " + variant);
    }
  }

  /**
   * Times variants in turns, so that a host whose pace drifts drifts for all of them. A gate is
   * opened beside one that serves, so what counts is the time that the thread itself had, wherever
   * Java can tell.
   *
   * @param head of a gate that has one
   * @param inputs events to take, over and over
   */
  static List<Pace> measure(
      List<LoadedVariant> variants,
      GateManifest manifest,
      @Nullable Head head,
      ByteBuffer inputs,
      LongSupplier clock) {
    ByteBuffer batch = filled(inputs, LARGEST * manifest.input().eventBytes());
    float[] scores = new float[LARGEST];
    List<Scorer> scorers = new ArrayList<>();
    List<NavigableMap<Integer, Long>> least = new ArrayList<>();
    try {
      for (LoadedVariant loaded : variants) {
        scorers.add(new Scorer(loaded.network(), manifest, head));
        least.add(new TreeMap<>());
      }
      long begin = clock.getAsLong();
      for (int round = 0;
          round < FEWEST_ROUNDS
              || (round < MOST_ROUNDS && clock.getAsLong() - begin < ENOUGH_NANOS);
          round++) {
        for (int i = 0; i < scorers.size(); i++) {
          time(scorers.get(i), batch, scores, least.get(i), clock);
        }
      }
    } finally {
      scorers.forEach(Scorer::close);
      BatchMemory.giveBack(batch);
    }
    List<Pace> paces = new ArrayList<>();
    for (int i = 0; i < least.size(); i++) {
      paces.add(new Pace(variants.get(i).name(), least.get(i)));
    }
    return paces;
  }

  private static void time(
      Scorer scorer,
      ByteBuffer batch,
      float[] scores,
      NavigableMap<Integer, Long> least,
      LongSupplier clock) {
    for (int size : SIZES) {
      long spent = 0;
      for (int run = 0; run < LARGEST / size && spent < ROUND_NANOS; run++) {
        long start = clock.getAsLong();
        scorer.score(batch, size, scores);
        long nanos = clock.getAsLong() - start;
        least.merge(size, nanos, Math::min);
        spent += nanos;
      }
      if (Objects.requireNonNull(least.get(size)) >= LONG_NANOS) {
        return;
      }
    }
  }

  static ByteBuffer filled(ByteBuffer inputs, int bytes) {
    ByteBuffer batch = BatchMemory.take(bytes);
    while (batch.hasRemaining()) {
      ByteBuffer more = inputs.duplicate().clear();
      batch.put(more.limit(Math.min(more.limit(), batch.remaining())));
    }
    return batch;
  }

  /** For the log: microseconds for a batch, by its size. */
  static String table(List<Pace> paces) {
    return paces.stream()
        .map(
            pace ->
                pace.nanosBySize().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue() / 1_000)
                    .collect(Collectors.joining(", ", pace.variant() + " {", "}")))
        .collect(Collectors.joining("; ", "microseconds by batch size: ", ""));
  }

  /**
   * For a batch of any size: what a call costs and what a picture costs, fitted to all sizes by
   * least squares of the relative errors. One size that was timed in a bad moment moves the line a
   * little, and lines cross once.
   */
  double nanosFor(int size) {
    double ones = 0;
    double sizes = 0;
    double squares = 0;
    double times = 0;
    double products = 0;
    for (var measured : nanosBySize.entrySet()) {
      double weight = 1 / ((double) measured.getValue() * measured.getValue());
      ones += weight;
      sizes += weight * measured.getKey();
      squares += weight * measured.getKey() * measured.getKey();
      times += weight * measured.getValue();
      products += weight * measured.getKey() * measured.getValue();
    }
    double spread = ones * squares - sizes * sizes;
    double aPicture = spread == 0 ? 0 : (ones * products - sizes * times) / spread;
    double aCall = (times - aPicture * sizes) / ones;
    if (spread == 0 || aCall < 0) {
      return products / squares * size;
    }
    return aCall + Math.max(0, aPicture) * size;
  }
}
