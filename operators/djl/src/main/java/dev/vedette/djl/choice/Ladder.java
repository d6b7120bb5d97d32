package dev.vedette.djl.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which variant of a gate judges a batch of a given size: the fastest one on this host. A network
 * in int8 is ahead in large batches and often behind in small ones, where an engine's bookkeeping
 * is most of the time.
 *
 * @param steps in ascending order of sizes, the first from 1 on
 */
public record Ladder(List<Step> steps) {
  /** From which size of a batch on a variant judges. */
  public record Step(String variant, int fromSize) {
    public Step {
      Objects.requireNonNull(variant);
    }
  }

  /** By less than this two variants are equally fast, and the better one by its manifest judges. */
  private static final double MARGIN = 0.05;

  /** The network as it was before it was quantized. Nothing slower than that ever judges. */
  private static final String ORIGINAL = "float32";

  private static final int LARGEST = 64;

  public Ladder {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.get(0).fromSize() != 1) {
      throw new IllegalArgumentException("no step from 1 on: " + steps);
    }
  }

  /** One variant for all sizes. */
  static Ladder of(String variant) {
    return new Ladder(List.of(new Step(variant, 1)));
  }

  /**
   * The fastest at each size.
   *
   * @param paces of the variants, the better ones by their manifest first
   */
  static Ladder of(List<Pace> paces) {
    List<Step> steps = new ArrayList<>();
    for (int size = 1; size <= LARGEST; size++) {
      String fastest = fastest(paces, size);
      if (steps.isEmpty() || !steps.get(steps.size() - 1).variant().equals(fastest)) {
        steps.add(new Step(fastest, size));
      }
    }
    return new Ladder(steps);
  }

  private static String fastest(List<Pace> paces, int size) {
    double most =
        paces.stream()
            .filter(pace -> pace.variant().equals(ORIGINAL))
            .mapToDouble(pace -> pace.nanosFor(size))
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    List<Pace> quickEnough = paces.stream().filter(pace -> pace.nanosFor(size) <= most).toList();
    Pace best = quickEnough.get(0);
    for (Pace pace : quickEnough) {
      if (pace.nanosFor(size) < best.nanosFor(size) * (1 - MARGIN)) {
        best = pace;
      }
    }
    return best.variant();
  }

  /** Those that judge at some size. */
  Set<String> variants() {
    return steps.stream().map(Step::variant).collect(Collectors.toUnmodifiableSet());
  }

  /** Who judges a batch of so many. */
  public String variantFor(int size) {
    String variant = steps.get(0).variant();
    for (Step step : steps) {
      if (step.fromSize() <= size) {
        variant = step.variant();
      }
    }
    return variant;
  }

  /**
   * For people and for a metric's label: {@code float32 1-3, int8-onednn 4+}; one alone: its name.
   */
  @Override
  public String toString() {
    if (steps.size() == 1) {
      return steps.get(0).variant();
    }
    var text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      text.append(i == 0 ? "" : ", ").append(step.variant()).append(' ').append(step.fromSize());
      if (i + 1 == steps.size()) {
        text.append('+');
      } else if (steps.get(i + 1).fromSize() - 1 > step.fromSize()) {
        text.append('-').append(steps.get(i + 1).fromSize() - 1);
      }
    }
    return text.toString();
  }
}
