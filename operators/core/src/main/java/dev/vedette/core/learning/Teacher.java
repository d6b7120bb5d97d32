package dev.vedette.core.learning;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a head, or only a threshold, from labelled events, and says whether it is better than the
 * head in service.
 *
 * <p>The penalty is the one whose heads do best on the events that they have not seen. The measures
 * come from the same events; with a handful of penalties that flatters them by little.
 */
public final class Teacher {
  /** A class below this many events is an accident, not a sample. */
  private static final int LEAST_OF_A_CLASS = 10;

  /** One score of exactly 0 must not outweigh all others. */
  private static final double LEAST_CHANCE = 1e-9;

  private final LabelledEvents events;
  private final Head inService;
  private final double thresholdInService;
  private final TeachingPlan plan;
  private final Folds folds;
  private final HeadFit fit;

  /**
   * @param thresholdInService of the devices that the events are from
   * @throws UnfitEventsException where nothing can be learnt from the events
   */
  public Teacher(
      LabelledEvents events, Head inService, double thresholdInService, TeachingPlan plan)
      throws UnfitEventsException {
    requireClass(events.positives(), "positive", "negative");
    requireClass(events.negatives(), "negative", "positive");
    this.events = events;
    this.inService = inService;
    this.thresholdInService = thresholdInService;
    this.plan = plan;
    fit = new HeadFit(events, inService);
    folds = Folds.of(events, plan.folds(), plan.seed());
  }

  private static void requireClass(int count, String which, String other)
      throws UnfitEventsException {
    if (count == 0) {
      throw new UnfitEventsException(
          "all events are %s: what sets them apart can be learnt only beside %s ones"
              .formatted(other, which));
    }
    if (count < LEAST_OF_A_CLASS) {
      throw new UnfitEventsException(
          "too few %s events, %d: label %d at least, better 100"
              .formatted(which, count, LEAST_OF_A_CLASS));
    }
  }

  /** Learns weights and a threshold. Thresholds of classes belong to older weights and are gone. */
  public Lesson head() throws UnfitEventsException {
    List<double[]> unseen = new ArrayList<>();
    plan.penalties().forEach(penalty -> unseen.add(new double[events.size()]));
    for (int fold = 0; fold < folds.count(); fold++) {
      List<Head> heads = fit.heads(folds.without(fold), plan.penalties());
      for (int event : folds.within(fold)) {
        for (int i = 0; i < heads.size(); i++) {
          unseen.get(i)[event] = fit.score(heads.get(i), event);
        }
      }
    }
    int best = 0;
    for (int i = 1; i < unseen.size(); i++) {
      best = surprise(unseen.get(i)) < surprise(unseen.get(best)) ? i : best;
    }
    int[] all = IntStream.range(0, events.size()).toArray();
    Head head = fit.heads(all, plan.penalties().subList(0, best + 1)).get(best);
    double threshold = plan.rule().choose(unseen.get(best), events.positive());
    return lesson(
        head.withThresholds(Thresholds.of(threshold)),
        threshold,
        plan.penalties().get(best),
        unseen.get(best));
  }

  /** Learns a threshold for one class of devices; the weights stay. */
  public Lesson threshold(String deviceClass) throws UnfitEventsException {
    double[] scores = scoresInService();
    double threshold = plan.rule().choose(scores, events.positive());
    Map<String, Double> byClass = new TreeMap<>(inService.thresholds().byClass());
    byClass.put(deviceClass, threshold);
    var thresholds = new Thresholds(inService.thresholds().usual(), byClass);
    return lesson(inService.withThresholds(thresholds), threshold, null, scores);
  }

  private Lesson lesson(Head head, double threshold, @Nullable Double penalty, double[] scores)
      throws UnfitEventsException {
    boolean[] truth = events.positive();
    double[] scoresNow = scoresInService();
    Comparison comparison =
        Comparison.of(
            events,
            Decisions.crossed(scores, truth, folds, plan.rule()),
            Decisions.at(thresholdInService, scoresNow),
            plan.seed());
    Decisions byRule = Decisions.crossed(scoresNow, truth, folds, plan.rule());
    return new Lesson(
        head,
        threshold,
        penalty,
        comparison,
        Hits.of(byRule.positive(), truth),
        Doubts.about(events, plan.rule()));
  }

  private double[] scoresInService() {
    return IntStream.range(0, events.size())
        .mapToDouble(event -> fit.score(inService, event))
        .toArray();
  }

  /** The mean log loss of scores, both classes counting the same. */
  private double surprise(double[] scores) {
    double[] sums = new double[2];
    for (int i = 0; i < scores.length; i++) {
      double ofTruth = events.positive()[i] ? scores[i] : 1 - scores[i];
      sums[events.positive()[i] ? 1 : 0] -= Math.log(Math.max(ofTruth, LEAST_CHANCE));
    }
    return sums[0] / events.negatives() + sums[1] / events.positives();
  }
}
