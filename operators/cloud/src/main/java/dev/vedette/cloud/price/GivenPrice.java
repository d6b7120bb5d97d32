package dev.vedette.cloud.price;

import dev.vedette.core.money.PriceTier;
import dev.vedette.core.money.TokenRates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a table says of the tokens of calls that are made in one way.
 *
 * @param rates of calls below all tiers
 * @param tiers what is different for a call with more input tokens than so many
 */
public record GivenPrice(GivenRates rates, SortedMap<Long, GivenRates> tiers) {
  public GivenPrice {
    tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
    var unused = rates.complete(BigDecimal.ONE);
    if (!tiers.isEmpty() && tiers.firstKey() < 1) {
      throw new IllegalArgumentException("a tier above " + tiers.firstKey() + " tokens");
    }
  }

  /** A price for every class in every tier. */
  List<PriceTier> tiers(BigDecimal unsaidWrite) {
    List<PriceTier> above = new ArrayList<>();
    TokenRates below = rates.complete(unsaidWrite);
    for (Map.Entry<Long, GivenRates> tier : tiers.entrySet()) {
      below = tier.getValue().above(below, unsaidWrite);
      above.add(new PriceTier(tier.getKey(), below));
    }
    return above;
  }
}
