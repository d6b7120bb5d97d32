package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.graph.PictureScorer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How long one variant takes on this host for a batch, by the batch's size.
 *
 * @param nanosBySize the least of several runs, in ascending order of sizes
 */
record Pace(String variant, NavigableMap<Integer, Long> nanosBySize) {
  private static final int[] SIZES = {1, 2, 4, 8, 16, 32};

  /** Each size's least run counts: whatever disturbs a run makes it longer, never shorter. */
  private static final int ROUNDS = 7;

  Pace {
    if (nanosBySize.isEmpty()) {
      throw new IllegalArgumentException("no times of " + variant);
    }
  }

  /**
   * Times variants in turns, so that a host whose pace drifts drifts for all of them.
   *
   * @param inputs pictures to take, over and over
   */
  static List<Pace> measure(
      List<LoadedVariant> variants, GateManifest manifest, ByteBuffer inputs, LongSupplier clock) {
    int side = manifest.input().side();
    ByteBuffer batch = filled(inputs, SIZES[SIZES.length - 1] * manifest.input().pictureBytes());
    float[] scores = new float[SIZES[SIZES.length - 1]];
    List<PictureScorer> scorers = new ArrayList<>();
    List<NavigableMap<Integer, Long>> least = new ArrayList<>();
    try {
      for (LoadedVariant loaded : variants) {
        scorers.add(new PictureScorer(loaded.network(), manifest.output().name(), side));
        least.add(new TreeMap<>());
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < scorers.size(); i++) {
          for (int size : SIZES) {
            long start = clock.getAsLong();
            scorers.get(i).score(batch, size, scores);
            least.get(i).merge(size, clock.getAsLong() - start, Math::min);
          }
        }
      }
    } finally {
      scorers.forEach(PictureScorer::close);
    }
    List<Pace> paces = new ArrayList<>();
    for (int i = 0; i < least.size(); i++) {
      paces.add(new Pace(variants.get(i).name(), least.get(i)));
    }
    return paces;
  }

  private static ByteBuffer filled(ByteBuffer inputs, int bytes) {
    ByteBuffer batch = ByteBuffer.allocateDirect(bytes);
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
