package dev.vedette.cli.gate;

import dev.vedette.core.learning.Comparison;
import dev.vedette.core.learning.Lesson;
import java.util.Locale;

/** What is said of a candidate, in words. */
final class Words {
  private Words() {}

  /** For programs. */
  static String of(Comparison.Word word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people. */
  static String sentence(Lesson lesson) {
    return switch (lesson.comparison().word()) {
      case BETTER -> "The candidate is better on these pictures: " + why(lesson) + ".";
      case WORSE ->
          "The candidate is WORSE on these pictures: %s. Keep the head in service."
              .formatted(why(lesson));
      case MIXED ->
          "The candidate is better in one way and worse in another: %s. Look at the rates above."
              .formatted(why(lesson));
      case NO_DIFFERENCE ->
          "These pictures do not show that the candidate is better than the head in service. Keep"
              + " that, or label more pictures, above all such as it gets wrong.";
    };
  }

  private static String why(Lesson lesson) {
    Comparison comparison = lesson.comparison();
    String ranks =
        switch (comparison.ranking()) {
          case BETTER -> "it ranks better";
          case WORSE -> "it ranks worse";
          case MIXED, NO_DIFFERENCE -> "";
        };
    String decides =
        switch (comparison.decisions()) {
          case BETTER -> "it is right more often at its threshold";
          case WORSE -> "it is wrong more often at its threshold";
          case MIXED, NO_DIFFERENCE -> "";
        };
    boolean onlyDecides = ranks.isEmpty() && lesson.penalty() != null;
    if (onlyDecides && comparison.decisions() == Comparison.Word.BETTER) {
      return decides
          + ", though it ranks no better: another threshold for the weights in service may do as"
          + " much";
    }
    if (ranks.isEmpty()) {
      return decides;
    }
    return ranks + (decides.isEmpty() ? "" : ", and ") + decides;
  }
}
