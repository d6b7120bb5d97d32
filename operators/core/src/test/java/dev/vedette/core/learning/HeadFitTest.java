package dev.vedette.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeadFitTest {
  private static final List<Double> PENALTY = List.of(0.03);

  private static Head fitted(LabelledEvents events, List<Double> penalties) {
    int[] all = IntStream.range(0, events.size()).toArray();
    List<Head> heads = new HeadFit(events, Site.headOf(events.width())).heads(all, penalties);
    return heads.get(heads.size() - 1);
  }

  @Test
  void whatCanBeToldApartIsToldApartByFiniteWeights() {
    LabelledEvents events = new Site(3, 5).apart(20).events(40, 60);

    Head head = fitted(events, List.of(1e-4));

    assertThat(head.weights()).containsExactly(new double[3], within(10.0));
    for (int i = 0; i < events.size(); i++) {
      assertThat(head.score(events.features(), i * 3, 0) > 0.5).isEqualTo(events.positive()[i]);
    }
  }

  @Property(tries = 50)
  void theUnitOfAFeatureDoesNotMatter(@ForAll long seed) {
    LabelledEvents events = new Site(4, seed).events(50, 80);
    float[] scaled = events.features().clone();
    float[] factors = {4, 0.25f, 1, 32};
    float[] shifts = {0, 100, -3, 0};
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = scaled[i] * factors[i % 4] + shifts[i % 4];
    }
    var other = new LabelledEvents(scaled, 4, events.priors(), events.positive(), events.groups());
    Head one = fitted(events, PENALTY);
    Head two = fitted(other, PENALTY);

    for (int i = 0; i < events.size(); i++) {
      float prior = events.priors()[i];
      assertThat(two.score(scaled, 4 * i, prior))
          .isEqualTo(one.score(events.features(), 4 * i, prior), within(1e-3));
    }
  }

  @Test
  void aHigherPenaltyKeepsTheWeightsSmaller() {
    LabelledEvents events = new Site(3, 5).events(40, 60);

    double strict = Math.abs(fitted(events, List.of(10.0)).weights()[0]);
    double loose = Math.abs(fitted(events, List.of(0.01)).weights()[0]);

    assertThat(strict).isLessThan(loose / 3);
  }

  @Test
  void whereAFitBeganDoesNotShow() {
    LabelledEvents events = new Site(3, 6).events(40, 60);

    Head after = fitted(events, List.of(10.0, 1.0, 0.03));

    assertThat(after.weights()).containsExactly(fitted(events, PENALTY).weights(), within(1e-6));
  }

  @Test
  void whatThePriorSaysIsNotLearntAgain() {
    // The feature says what the prior says: beside it, there is nothing to learn from it.
    LabelledEvents events = new Site(1, 9).apart(0).priorApart(0).events(2_000, 2_000);
    float[] priors = events.priors();
    for (int i = 0; i < priors.length; i++) {
      double logit = events.positive()[i] ? 0.5 : -0.5;
      priors[i] = (float) (logit + (i * 0.618 % 1 - 0.5) * 1e-3);
    }
    var same = new LabelledEvents(priors.clone(), 1, priors, events.positive(), events.groups());
    var outspoken = new Head(new double[1], 0, 4, 12, 0, Thresholds.of(0.5));
    int[] all = IntStream.range(0, same.size()).toArray();

    Head beside = new HeadFit(same, outspoken).heads(all, PENALTY).get(0);

    assertThat(Math.abs(beside.weights()[0]))
        .isLessThan(Math.abs(fitted(same, PENALTY).weights()[0]) / 10);
  }

  @Test
  void manyNegativeEventsDoNotDrownTheFewPositiveOnes() {
    LabelledEvents events = new Site(2, 3).apart(1).priorApart(0).events(50, 5_000);

    Head head = fitted(events, PENALTY);

    double found = 0;
    for (int i = 0; i < 50; i++) {
      found += head.score(events.features(), 2 * i, 0) > 0.5 ? 1 : 0;
    }
    assertThat(found / 50).isGreaterThan(0.6);
  }

  @Test
  void aFeatureThatNeverMovesCountsNothing() {
    LabelledEvents events = new Site(2, 3).events(50, 50);
    for (int i = 0; i < events.size(); i++) {
      events.features()[2 * i] = 7;
    }

    assertThat(fitted(events, PENALTY).weights()[0]).isEqualTo(0, within(1e-9));
  }

  @Test
  void clipAndPriorAreThoseOfTheHeadInService() {
    LabelledEvents events = new Site(1, 3).events(50, 50);
    var inService = new Head(new double[] {1}, 0, 3, 1.5, -0.5, Thresholds.of(0.4));

    Head head = new HeadFit(events, inService).heads(new int[] {0, 1, 98, 99}, PENALTY).get(0);

    assertThat(head.clip()).isEqualTo(3);
    assertThat(head.priorWeight()).isEqualTo(1.5);
    assertThat(head.priorOffset()).isEqualTo(-0.5);
  }

  @Test
  void aHeadOfAnotherNetworkIsRefused() {
    LabelledEvents events = new Site(2, 3).events(5, 5);

    assertThatThrownBy(() -> new HeadFit(events, Site.headOf(3)))
        .hasMessage("2 features, the head in service wants 3");
  }
}
