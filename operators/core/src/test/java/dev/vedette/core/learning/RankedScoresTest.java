package dev.vedette.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RankedScoresTest {
  record Scored(double score, boolean positive, int times) {}

  /** Few different scores, so that many are tied. */
  @Provide
  Arbitrary<List<Scored>> scored() {
    Arbitrary<Double> scores = Arbitraries.integers().between(0, 8).map(n -> n / 8.0);
    return Combinators.combine(
            scores, Arbitraries.of(true, false), Arbitraries.integers().between(0, 3))
        .as(Scored::new)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void theAreaIsTheShareOfPairsInTheRightOrder(@ForAll("scored") List<Scored> events) {
    double pairs = 0;
    double right = 0;
    for (Scored one : events) {
      for (Scored other : events) {
        if (one.positive() && !other.positive()) {
          double weight = one.times() * other.times();
          pairs += weight;
          right += weight * (Double.compare(one.score(), other.score()) + 1) / 2.0;
        }
      }
    }

    double area = ranked(events).area(events.stream().mapToInt(Scored::times).toArray());

    if (pairs == 0) {
      assertThat(area).isNaN();
    } else {
      assertThat(area).isEqualTo(right / pairs, within(1e-12));
    }
  }

  @Test
  void withoutWeightsEachEventCountsOnce() {
    boolean[] positive = {true, false, true, false};

    assertThat(new RankedScores(new double[] {0.9, 0.1, 0.8, 0.2}, positive).area()).isOne();
    assertThat(new RankedScores(new double[] {0.1, 0.9, 0.2, 0.8}, positive).area()).isZero();
    assertThat(new RankedScores(new double[4], positive).area()).isEqualTo(0.5);
  }

  private static RankedScores ranked(List<Scored> events) {
    boolean[] positive = new boolean[events.size()];
    Arrays.setAll(new Boolean[events.size()], i -> positive[i] = events.get(i).positive());
    return new RankedScores(events.stream().mapToDouble(Scored::score).toArray(), positive);
  }
}
