package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.graph.SavedModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Times every variant of a gate that passes its trial, one thread, one batch size after the other.
 *
 * <p>Variants take turns of a few hundredths of a second, so that a host whose pace drifts drifts
 * for all of them. A start's own choice is made from far less, see {@link Pace}.
 */
public final class Bench {
  private static final int LARGEST_BATCH = 1024;

  /** How many turns make a cell: enough for the drift to even out. */
  private static final int TURNS = 10;

  private final GateManifest manifest;
  private final ByteBuffer batch;
  private final float[] scores;
  private final long turnNanos;

  private Bench(GateArtefact artefact, int largest, Duration aCell) throws GateArtefactException {
    manifest = artefact.manifest();
    batch =
        Pace.filled(
            ByteBuffer.wrap(artefact.bytes(manifest.golden().inputs())),
            Math.multiplyExact(largest, manifest.input().eventBytes()));
    scores = new float[largest];
    turnNanos = aCell.toNanos() / TURNS;
  }

  /**
   * Tries and times. TensorFlow must have been started.
   *
   * @param batchSizes of which each makes a cell
   * @param aCell at least so long every variant is timed at every size
   * @param progress is told of each step that takes seconds
   */
  public static List<Benched> run(
      GateArtefact artefact, Host host, int[] batchSizes, Duration aCell, Consumer<String> progress)
      throws GateArtefactException {
    int largest = 0;
    for (int size : batchSizes) {
      if (size < 1 || size > LARGEST_BATCH) {
        throw new IllegalArgumentException(
            "a batch size is not in 1..%d: %d".formatted(LARGEST_BATCH, size));
      }
      largest = Math.max(largest, size);
    }
    if (largest == 0 || aCell.isNegative()) {
      throw new IllegalArgumentException(
          "%d batch sizes of %s each".formatted(batchSizes.length, aCell));
    }
    var bench = new Bench(artefact, largest, aCell);
    List<Timed> all = new ArrayList<>();
    try (@Nullable SavedModel decoding = VariantTrial.loadDecoding(artefact)) {
      var trials = new VariantTrial(artefact, decoding, host);
      for (Variant variant : artefact.manifest().variants()) {
        progress.accept("trying " + variant.name());
        all.add(Timed.of(trials.of(variant), artefact));
      }
      for (int size : batchSizes) {
        progress.accept("timing batches of " + size);
        bench.time(size, all);
      }
      return all.stream().map(Timed::benched).toList();
    } finally {
      all.forEach(Timed::close);
    }
  }

  private void time(int size, List<Timed> all) {
    for (Timed timed : all) {
      timed.begin(batch, size, scores);
    }
    for (int turn = 0; turn < TURNS; turn++) {
      for (Timed timed : all) {
        timed.turn(batch, scores, turnNanos);
      }
    }
    all.forEach(Timed::end);
  }

  /** The processor time of the thread that calls, or 0 where the Java runtime cannot tell. */
  static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
  }

  /** That time, or where the Java runtime cannot tell, the time that passes. */
  static long ownNanos() {
    long nanos = cpuNanos();
    return nanos == 0 ? System.nanoTime() : nanos;
  }
}
