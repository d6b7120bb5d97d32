package dev.vedette.scenarios;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@link GateSwaps} is told: how many swaps, how far apart, under which load, and what every
 * scenario is told.
 *
 * @param perSecond events; 0: half of what the job turns out to be able to do
 * @param secondsBetween a swap's end and the next one's announcement
 */
record SwapPlan(int swaps, double perSecond, int secondsBetween, Arguments common) {
  /** After each swap come seconds that are neither its own nor without one. */
  private static final int LEAST_SECONDS_BETWEEN = 2;

  SwapPlan {
    if (swaps < 1) {
      throw new IllegalArgumentException("swaps < 1: " + swaps);
    }
    if (!(perSecond >= 0)) {
      throw new IllegalArgumentException("events per second < 0: " + perSecond);
    }
    if (secondsBetween < LEAST_SECONDS_BETWEEN) {
      throw new IllegalArgumentException(
          "seconds between swaps < %d, too few to see the job without one: %d"
              .formatted(LEAST_SECONDS_BETWEEN, secondsBetween));
    }
  }

  static SwapPlan parse(String... args) {
    int swaps = 200;
    double perSecond = 0;
    int secondsBetween = 4;
    List<String> others = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--swaps" -> swaps = Integer.parseInt(Arguments.value(args, ++i));
        case "--rate" -> perSecond = Double.parseDouble(Arguments.value(args, ++i));
        case "--seconds-between" -> secondsBetween = Integer.parseInt(Arguments.value(args, ++i));
        default -> others.add(args[i]);
      }
    }
    return new SwapPlan(
        swaps, perSecond, secondsBetween, Arguments.parse(others.toArray(String[]::new)));
  }
}
