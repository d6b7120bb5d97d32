package dev.vedette.cloud.price;

import dev.vedette.core.money.Price;
import dev.vedette.core.money.PriceTier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table says of one model.
 *
 * @param key its name in the table, which begins with the provider's for those that are sold by
 *     several: {@code gemini/gemini-2.5-flash}
 * @param provider who sells it, in the table's words; empty if it is not said
 * @param vision whether it takes pictures
 * @param rates of calls below all tiers
 * @param tiers what is different for a call with more input tokens than so many
 * @param microsPerPicture beside its tokens
 * @param batchInput what a token costs in a batch, which no call of this job is part of; null if it
 *     is not said
 * @param batchOutput the same of an answer
 */
public record ModelPrice(
    String key,
    String provider,
    boolean vision,
    GivenRates rates,
    SortedMap<Long, GivenRates> tiers,
    BigDecimal microsPerPicture,
    @Nullable BigDecimal batchInput,
    @Nullable BigDecimal batchOutput) {
  public ModelPrice {
    tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
    var unused = rates.complete();
    if (!tiers.isEmpty() && tiers.firstKey() < 1) {
      throw new IllegalArgumentException("a tier above " + tiers.firstKey() + " tokens");
    }
  }

  /** What a call costs, under the name that the ledger has for it. */
  public Price price(String version) {
    List<PriceTier> above = new ArrayList<>();
    GivenRates below = rates;
    for (Map.Entry<Long, GivenRates> tier : tiers.entrySet()) {
      below = tier.getValue().over(below);
      above.add(new PriceTier(tier.getKey(), below.complete()));
    }
    return new Price("%s %s".formatted(key, version), rates.complete(), above, microsPerPicture);
  }

  /** The name by which its provider knows it. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** All that a bill depends on, and nothing else: equal for equal prices. */
  String terms() {
    return "%s %s".formatted(key, ModelEntry.terms(this));
  }
}
