package dev.vedette.core.learning;

import java.util.ArrayList;
import java.util.List;

/** What labelled events are too few for, although something can be learnt from them. */
final class Doubts {
  /** Below this many events of a class, its rates are known to about ten percent at best. */
  private static final int FEW = 100;

  private Doubts() {}

  static List<String> about(LabelledEvents events, ThresholdRule rule) {
    List<String> doubts = new ArrayList<>();
    say(doubts, events.positives(), "positive", "recall");
    say(doubts, events.negatives(), "negative", "false positive rate");
    if (rule instanceof ThresholdRule.MostFalsePositives most && most.limit() > 0) {
      double needed = Math.ceil(1 / most.limit());
      if (events.negatives() < needed) {
        doubts.add(
            ("A false positive rate of %s cannot be told from 0 with %d negative events; %.0f are"
                    + " needed at least.")
                .formatted(most.limit(), events.negatives(), needed));
      }
    }
    return doubts;
  }

  private static void say(List<String> doubts, int count, String which, String rate) {
    if (count < FEW) {
      doubts.add(
          "%d %s events say little about the %s; label %d or more."
              .formatted(count, which, rate, FEW));
    }
  }
}
