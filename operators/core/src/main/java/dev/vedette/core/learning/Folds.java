package dev.vedette.core.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Labelled events in parts of about equal size and mixture, so that each can be judged by what was
 * learnt from the others. A group is never divided.
 *
 * <p>The largest groups are placed first, each where it leaves the classes spread most evenly;
 * groups of one size come in an order that the seed decides.
 */
public final class Folds {
  private final int count;
  private final int[] foldOf;

  private Folds(int count, int[] foldOf) {
    this.count = count;
    this.foldOf = foldOf;
  }

  /**
   * @throws UnfitEventsException where too few groups of a class would leave a fold without it
   */
  public static Folds of(LabelledEvents events, int count, long seed) throws UnfitEventsException {
    if (count < 2) {
      throw new IllegalArgumentException("folds < 2: " + count);
    }
    Map<Integer, int[]> sizes = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      sizes.computeIfAbsent(events.groups()[i], g -> new int[2])[events.positive()[i] ? 1 : 0]++;
    }
    List<Map.Entry<Integer, int[]>> order = new ArrayList<>(sizes.entrySet());
    requireGroups(order, 1, "positive", count);
    requireGroups(order, 0, "negative", count);
    Collections.shuffle(order, new Random(seed));
    order.sort(Comparator.comparingInt(group -> -group.getValue()[0] - group.getValue()[1]));
    double[] all = {events.negatives(), events.positives()};
    double[][] held = new double[count][2];
    Map<Integer, Integer> placed = new LinkedHashMap<>();
    for (Map.Entry<Integer, int[]> group : order) {
      int best = 0;
      for (int fold = 1; fold < count; fold++) {
        if (growth(held[fold], group.getValue(), all) < growth(held[best], group.getValue(), all)) {
          best = fold;
        }
      }
      held[best][0] += group.getValue()[0];
      held[best][1] += group.getValue()[1];
      placed.put(group.getKey(), best);
      if (held[best][0] == all[0] || held[best][1] == all[1]) {
        throw new UnfitEventsException(
            ("one class is almost wholly in groups that had to go into one of %d folds: divide the"
                    + " largest folders by scene")
                .formatted(count));
      }
    }
    int[] foldOf = new int[events.size()];
    for (int i = 0; i < foldOf.length; i++) {
      foldOf[i] = placed.getOrDefault(events.groups()[i], 0);
    }
    return new Folds(count, foldOf);
  }

  /** By how much the squares of a fold's shares of both classes would grow. */
  private static double growth(double[] held, int[] group, double[] all) {
    double growth = 0;
    for (int label = 0; label < 2; label++) {
      growth += group[label] * (2 * held[label] + group[label]) / (all[label] * all[label]);
    }
    return growth;
  }

  private static void requireGroups(
      List<Map.Entry<Integer, int[]>> groups, int label, String name, int least)
      throws UnfitEventsException {
    long having = groups.stream().filter(group -> group.getValue()[label] > 0).count();
    if (having < least) {
      throw new UnfitEventsException(
          ("%s events of %d groups cannot be spread over %d folds: label more scenes, put them"
                  + " into more folders, or ask for fewer folds")
              .formatted(name, having, least));
    }
  }

  public int count() {
    return count;
  }

  /** The events of a fold. */
  int[] within(int fold) {
    return rows(fold, true);
  }

  /** The events of all other folds. */
  int[] without(int fold) {
    return rows(fold, false);
  }

  private int[] rows(int fold, boolean inside) {
    return IntStream.range(0, foldOf.length)
        .filter(event -> (foldOf[event] == fold) == inside)
        .toArray();
  }
}
