package dev.vedette.cloud.price;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table of others, as far as it is understood.
 *
 * @param leftOut why a model is not in the table, by its key; those that cannot be asked, or have
 *     no price, are not among them
 */
public record ImportedPrices(PriceTable table, SortedMap<String, String> leftOut) {
  public ImportedPrices {
    leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    if (!Collections.disjoint(leftOut.keySet(), table.models().keySet())) {
      throw new IllegalArgumentException("left out, and yet there: " + leftOut.keySet());
    }
  }
}
