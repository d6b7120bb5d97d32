package dev.vedette.scenarios;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of one fault, made again and again.
 *
 * @param expected the reason that calls are to fail for, and those that others may have beside it
 * @param ended calls by the reason that they failed for; {@code answered} is none
 * @param leftBehind of what a question holds on its way; 0 where there is nothing else to hold
 */
record FaultResult(
    String fault,
    List<String> expected,
    Map<String, Integer> ended,
    int threadsBefore,
    int threadsAfter,
    long descriptorsBefore,
    long descriptorsAfter,
    int leftBehind) {
  private static final int MOST_MORE = 8;

  boolean isMet() {
    return threadsAfter <= threadsBefore + MOST_MORE
        && descriptorsAfter <= descriptorsBefore + MOST_MORE
        && leftBehind == 0
        && ended.containsKey(expected.get(0))
        && expected.containsAll(ended.keySet());
  }

  /** As a line of a table. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d, %d | %d, %d | %d | %s |",
        fault,
        ended,
        threadsBefore,
        threadsAfter,
        descriptorsBefore,
        descriptorsAfter,
        leftBehind,
        isMet() ? "met" : "missed");
  }
}
