package dev.vedette.cloud.price;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model's entry as it is written, so that {@link ModelEntry} reads the same again. */
final class WrittenEntry {
  private static final int MICROS = 6;

  private WrittenEntry() {}

  static ObjectNode of(ModelPrice model) {
    ObjectNode entry = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    if (!model.provider().isEmpty()) {
      entry.put(EntryField.PROVIDER, model.provider());
    }
    entry.put(EntryField.MODE, "chat");
    entry.put(EntryField.VISION, model.vision());
    prices(model).forEach(entry::put);
    return entry;
  }

  /** The prices alone, by the names of their fields. */
  static Map<String, BigDecimal> prices(ModelPrice model) {
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    put(prices, model.usual(), "");
    if (model.microsPerPicture().signum() != 0) {
      put(prices, EntryField.PICTURE, model.microsPerPicture());
    }
    if (model.batch() != null) {
      put(prices, model.batch(), EntryField.BATCHES);
    }
    model
        .uplifts()
        .forEach(
            (region, uplift) -> prices.put(EntryField.UPLIFT + region, ModelEntry.plain(uplift)));
    return prices;
  }

  private static void put(Map<String, BigDecimal> prices, GivenPrice price, String way) {
    put(prices, price.rates(), way);
    price.tiers().forEach((above, rates) -> put(prices, rates, EntryField.above(above) + way));
  }

  private static void put(Map<String, BigDecimal> prices, GivenRates rates, String behind) {
    put(prices, EntryField.INPUT + behind, rates.input());
    put(prices, EntryField.CACHED_INPUT + behind, rates.cachedInput());
    put(prices, EntryField.CACHE_WRITE + behind, rates.cacheWrite());
    put(prices, EntryField.HOUR_CACHE_WRITE + behind, rates.hourCacheWrite());
    put(prices, EntryField.OUTPUT + behind, rates.output());
    put(prices, EntryField.REASONING + behind, rates.reasoning());
  }

  private static void put(
      Map<String, BigDecimal> prices, String field, @Nullable BigDecimal micros) {
    if (micros != null) {
      prices.put(field, micros.scaleByPowerOfTen(-MICROS).stripTrailingZeros());
    }
  }
}
