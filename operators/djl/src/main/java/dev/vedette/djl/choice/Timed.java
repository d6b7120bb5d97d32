package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.graph.Network;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One variant under the stopwatch; a refused one takes no turns. */
final class Timed implements AutoCloseable {
  private final Trial trial;
  private final @Nullable Network network;
  private final @Nullable Scorer scorer;
  private final List<Benched.Cell> cells = new ArrayList<>();

  private int size;
  private long[] calls = new long[64];
  private int count;
  private long cpuNanos;

  private Timed(Trial trial, @Nullable Network network, @Nullable Scorer scorer) {
    this.trial = trial;
    this.network = network;
    this.scorer = scorer;
  }

  static Timed of(VariantTrial.Outcome outcome, GateArtefact artefact) {
    Network network = outcome.network();
    return new Timed(
        outcome.trial(),
        network,
        network == null
            ? null
            : new Scorer(network, artefact.manifest(), artefact.head().orElse(null)));
  }

  /** The next cell, after one call that is not counted. */
  void begin(ByteBuffer batch, int batchSize, float[] scores) {
    size = batchSize;
    count = 0;
    cpuNanos = 0;
    if (scorer != null) {
      scorer.score(batch, size, scores);
    }
  }

  /** Calls until so much time has gone by, once at least. */
  void turn(ByteBuffer batch, float[] scores, long nanos) {
    if (scorer == null) {
      return;
    }
    long cpuBefore = Bench.cpuNanos();
    long begin = System.nanoTime();
    long before = begin;
    do {
      scorer.score(batch, size, scores);
      long now = System.nanoTime();
      add(now - before);
      before = now;
    } while (before - begin < nanos);
    cpuNanos += Bench.cpuNanos() - cpuBefore;
  }

  private void add(long callNanos) {
    if (count == calls.length) {
      calls = Arrays.copyOf(calls, 2 * count);
    }
    calls[count++] = callNanos;
  }

  void end() {
    if (scorer != null) {
      cells.add(cell(size, Arrays.copyOf(calls, count), cpuNanos));
    }
  }

  static Benched.Cell cell(int size, long[] callNanos, long cpuNanos) {
    long[] sorted = callNanos.clone();
    Arrays.sort(sorted);
    double events = (double) size * sorted.length;
    double micros = 1e-3 / size;
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    return new Benched.Cell(
        size,
        events * 1e9 / Arrays.stream(sorted).sum(),
        median * micros,
        sorted[0] * micros,
        cpuNanos * 1e-3 / events);
  }

  Benched benched() {
    return new Benched(trial, cells);
  }

  @Override
  public void close() {
    if (scorer != null) {
      scorer.close();
    }
    if (network != null) {
      network.close();
    }
  }
}
