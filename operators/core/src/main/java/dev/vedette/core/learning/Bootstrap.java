package dev.vedette.core.learning;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How far areas under the ROC curve, and the difference of two of them on the same events, would
 * stray with other events of the same kind (B. Efron, Bootstrap methods, 1979): the events are
 * drawn again and again, whole groups of them, with replacement.
 */
final class Bootstrap {
  private static final int RESAMPLES = 1_000;

  private final double[] candidate = new double[RESAMPLES];
  private final double[] inService = new double[RESAMPLES];

  Bootstrap(LabelledEvents events, double[] candidateScores, double[] inServiceScores, long seed) {
    var one = new RankedScores(candidateScores, events.positive());
    var other = new RankedScores(inServiceScores, events.positive());
    int[] numbers = Arrays.stream(events.groups()).distinct().sorted().toArray();
    int[] groupOf =
        Arrays.stream(events.groups()).map(g -> Arrays.binarySearch(numbers, g)).toArray();
    var random = new Random(seed);
    int[] times = new int[events.size()];
    for (int i = 0; i < RESAMPLES; ) {
      int[] drawn = new int[numbers.length];
      for (int draw = 0; draw < drawn.length; draw++) {
        drawn[random.nextInt(drawn.length)]++;
      }
      for (int event = 0; event < times.length; event++) {
        times[event] = drawn[groupOf[event]];
      }
      candidate[i] = one.area(times);
      inService[i] = other.area(times);
      // A draw without one of the classes says nothing.
      i += Double.isNaN(candidate[i]) ? 0 : 1;
    }
  }

  Interval ofCandidate() {
    return Interval.ofResamples(candidate);
  }

  Interval ofInService() {
    return Interval.ofResamples(inService);
  }

  /** Of the candidate's area less that of the head in service. */
  Interval ofGain() {
    return Interval.ofResamples(
        IntStream.range(0, RESAMPLES).mapToDouble(i -> candidate[i] - inService[i]).toArray());
  }
}
