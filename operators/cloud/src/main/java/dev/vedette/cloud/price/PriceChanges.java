package dev.vedette.cloud.price;

import java.util.Collections;
import java.util.List;

/**
 * How one table differs from the one before it, by the keys of models.
 *
 * @param changed those whose price is another one
 */
public record PriceChanges(List<String> added, List<String> gone, List<String> changed) {
  public PriceChanges {
    added = List.copyOf(added);
    gone = List.copyOf(gone);
    changed = List.copyOf(changed);
    if (!Collections.disjoint(added, gone)
        || !Collections.disjoint(added, changed)
        || !Collections.disjoint(gone, changed)) {
      throw new IllegalArgumentException(
          "a model in two of added, gone and changed: %s, %s, %s".formatted(added, gone, changed));
    }
  }

  public static PriceChanges between(PriceTable before, PriceTable after) {
    return new PriceChanges(
        onlyIn(after, before),
        onlyIn(before, after),
        after.models().values().stream()
            .filter(model -> isChanged(model, before))
            .map(ModelPrice::key)
            .toList());
  }

  private static List<String> onlyIn(PriceTable one, PriceTable other) {
    return one.models().keySet().stream().filter(key -> !other.models().containsKey(key)).toList();
  }

  private static boolean isChanged(ModelPrice model, PriceTable before) {
    ModelPrice old = before.models().get(model.key());
    return old != null && !old.terms().equals(model.terms());
  }
}
