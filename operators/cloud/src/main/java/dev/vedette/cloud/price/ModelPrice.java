package dev.vedette.cloud.price;

import dev.vedette.core.money.Price;
import dev.vedette.core.money.PriceTier;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a table says of one model.
 *
 * @param key its name in the table, which begins with the provider's for those that are sold by
 *     several: {@code gemini/gemini-2.5-flash}
 * @param provider who sells it, in the table's words; empty if it is not said
 * @param vision whether it takes pictures
 * @param usual what its tokens cost
 * @param microsPerPicture beside its tokens
 * @param batch what they cost in a batch, which no call of this job is part of; null if it is not
 *     said
 * @param uplifts what all of that is multiplied by at hosts of a region: {@code eu}
 */
public record ModelPrice(
    String key,
    String provider,
    boolean vision,
    GivenPrice usual,
    BigDecimal microsPerPicture,
    @Nullable GivenPrice batch,
    SortedMap<String, BigDecimal> uplifts) {
  /** Who publishes that writing for an hour costs twice as much as input, and is the dearest. */
  private static final String ANTHROPIC = "anthropic";

  private static final BigDecimal TWICE = BigDecimal.valueOf(2);

  public ModelPrice {
    uplifts = Collections.unmodifiableSortedMap(new TreeMap<>(uplifts));
    for (Map.Entry<String, BigDecimal> uplift : uplifts.entrySet()) {
      if (uplift.getValue().signum() <= 0) {
        throw new IllegalArgumentException(
            "uplift of %s <= 0: %s".formatted(uplift.getKey(), uplift.getValue()));
      }
    }
  }

  /** What a call costs, under the name that the ledger has for it. */
  public Price price(String version) {
    return new Price(
        "%s %s".formatted(key, version),
        usual.rates().complete(unsaidWrite()),
        usual.tiers(unsaidWrite()),
        microsPerPicture);
  }

  /** What it costs at a host of a region; empty if nobody says so. */
  Optional<Price> priceIn(String region, String version) {
    return Optional.ofNullable(uplifts.get(region))
        .map(uplift -> price(version).times(uplift, "%s@%s %s".formatted(key, region, version)));
  }

  /**
   * What it would cost as part of a batch; empty if nobody says so. A tier that is not said of
   * batches is at its usual price, which bounds it.
   */
  public Optional<Price> batchPrice(String version) {
    if (batch == null) {
      return Optional.empty();
    }
    List<PriceTier> said = batch.tiers(unsaidWrite());
    List<PriceTier> tiers =
        Stream.concat(
                said.stream(),
                usual.tiers(unsaidWrite()).stream()
                    .filter(tier -> !batch.tiers().containsKey(tier.aboveTokens())))
            .sorted((one, other) -> Long.compare(one.aboveTokens(), other.aboveTokens()))
            .toList();
    return Optional.of(
        new Price(
            "%s/batch %s".formatted(key, version),
            batch.rates().complete(unsaidWrite()),
            tiers,
            microsPerPicture));
  }

  private BigDecimal unsaidWrite() {
    return provider.equals(ANTHROPIC) ? TWICE : BigDecimal.ONE;
  }

  /** The name by which its provider knows it. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** All that a bill depends on, and nothing else: equal for equal prices. */
  String terms() {
    var terms = new StringBuilder(key);
    WrittenEntry.prices(this)
        .forEach(
            (field, dollars) ->
                terms.append(' ').append(field).append('=').append(dollars.toPlainString()));
    return terms.append(' ').append(unsaidWrite().toPlainString()).toString();
  }
}
