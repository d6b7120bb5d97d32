package dev.vedette.cli.gate;

import dev.vedette.core.learning.Comparison;
import dev.vedette.core.learning.Hits;
import dev.vedette.core.learning.Interval;
import dev.vedette.core.learning.Lesson;
import dev.vedette.core.learning.Measured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lesson came to, for programs.
 *
 * @param variants of the network that saw the pictures
 * @param inServiceThreshold which the head in service was measured at
 * @param inServiceByRule that head at a threshold found by the rule of the candidate
 * @param chance of so uneven disagreements between equals
 * @param word whether the candidate is better: {@code better}, {@code worse}, {@code mixed} or
 *     {@code no-difference}
 */
record TeachReport(
    String gate,
    String variants,
    int positives,
    int negatives,
    int scenes,
    List<String> unreadable,
    @Nullable String deviceClass,
    @Nullable Double penalty,
    double threshold,
    String rule,
    int folds,
    long seed,
    Head candidate,
    Head inService,
    double inServiceThreshold,
    Rates inServiceByRule,
    double areaGain,
    Interval areaGainInterval,
    int righted,
    int wronged,
    double chance,
    String word,
    List<String> doubts) {

  /** A share with the interval that it lies in. */
  record Share(double value, Interval interval) {}

  record Rates(Share recall, Share falsePositiveRate, @Nullable Share precision) {
    static Rates of(Hits hits) {
      return new Rates(
          new Share(hits.recall(), hits.recallInterval()),
          new Share(hits.falsePositiveRate(), hits.falsePositiveRateInterval()),
          Double.isNaN(hits.precision())
              ? null
              : new Share(hits.precision(), hits.precisionInterval()));
    }
  }

  record Head(Share area, Hits hits, Rates rates) {
    static Head of(Measured measured) {
      return new Head(
          new Share(measured.area(), measured.areaInterval()),
          measured.hits(),
          Rates.of(measured.hits()));
    }
  }

  static TeachReport of(TeachSetting setting, SeenPictures seen, Lesson lesson) {
    Comparison comparison = lesson.comparison();
    return new TeachReport(
        setting.gate(),
        setting.variants(),
        seen.events().positives(),
        seen.events().negatives(),
        seen.events().groupCount(),
        seen.unreadable(),
        setting.deviceClass(),
        lesson.penalty(),
        lesson.threshold(),
        setting.plan().rule().inWords(),
        setting.plan().folds(),
        setting.plan().seed(),
        Head.of(comparison.candidate()),
        Head.of(comparison.inService()),
        setting.thresholdInService(),
        Rates.of(lesson.inServiceByRule()),
        comparison.areaGain(),
        comparison.areaGainInterval(),
        comparison.righted(),
        comparison.wronged(),
        comparison.chance(),
        Words.of(comparison.word()),
        lesson.doubts());
  }
}
