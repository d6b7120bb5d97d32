package dev.vedette.core.learning;

import dev.vedette.core.gate.Head;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits heads to labelled events: logistic regression of the truth on the standardised features,
 * beside the prior as the head in service takes it, which is not learnt.
 *
 * <p>Both classes count the same, however many events each has: a site's negative events are many,
 * and a head that rejects all of them would otherwise look good. The head's clip is no part of the
 * fit: it bounds in service what the fit found.
 */
final class HeadFit {
  private final LabelledEvents events;
  private final Head inService;

  /**
   * @param inService gives clip, prior weight and prior offset to each head
   */
  HeadFit(LabelledEvents events, Head inService) {
    if (inService.features() != events.width()) {
      throw new IllegalArgumentException(
          "%d features, the head in service wants %d"
              .formatted(events.width(), inService.features()));
    }
    this.events = events;
    this.inService = inService;
  }

  /**
   * One head for each penalty, fitted to these events only, with the thresholds of the head in
   * service.
   *
   * @param penalties in descending order, because each fit begins where the one before it ended
   */
  List<Head> heads(int[] chosen, List<Double> penalties) {
    Standardised standardised = Standardised.of(events, chosen);
    double[] offsets = new double[chosen.length];
    double[] truth = new double[chosen.length];
    int positives = 0;
    for (int i = 0; i < chosen.length; i++) {
      offsets[i] = inService.priorWeight() * (events.priors()[chosen[i]] - inService.priorOffset());
      truth[i] = events.positive()[chosen[i]] ? 1 : 0;
      positives += events.positive()[chosen[i]] ? 1 : 0;
    }
    double[] shares = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      shares[i] = 0.5 / (truth[i] > 0 ? positives : chosen.length - positives);
    }
    List<Head> heads = new ArrayList<>();
    double[] weights = new double[events.width() + 1];
    for (double penalty : penalties) {
      var loss = new RidgeLoss(standardised.rows(), offsets, truth, shares, penalty);
      weights = Newton.minimum(loss, weights);
      heads.add(
          new Head(
              standardised.weights(weights),
              standardised.bias(weights),
              inService.clip(),
              inService.priorWeight(),
              inService.priorOffset(),
              inService.thresholds()));
    }
    return heads;
  }

  /** The score that a head gives an event. */
  double score(Head head, int event) {
    return head.score(events.features(), event * events.width(), events.priors()[event]);
  }
}
