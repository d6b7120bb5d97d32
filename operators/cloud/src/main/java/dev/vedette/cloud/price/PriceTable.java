package dev.vedette.cloud.price;

import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.money.Price;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What models cost, as published on a day.
 *
 * @param asOf the day of which it is true
 * @param source where it is from, for people
 * @param models by their keys
 */
public record PriceTable(LocalDate asOf, String source, SortedMap<String, ModelPrice> models) {
  private static final int HASH_DIGITS = 8;

  private static final String COLLECTION = "models/";

  public PriceTable {
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    models.forEach(
        (key, model) -> {
          if (!key.equals(model.key())) {
            throw new IllegalArgumentException("%s stands for %s".formatted(key, model.key()));
          }
        });
  }

  /**
   * The day and a short hash of all prices, which is how the ledger's lines name the table: {@code
   * 2026-11-27/1a2b3c4d}.
   */
  public String version() {
    String terms =
        models.values().stream().map(ModelPrice::terms).collect(Collectors.joining("\n"));
    String hash = Sha256.hex(terms.getBytes(StandardCharsets.UTF_8));
    return asOf + "/" + hash.substring(0, HASH_DIGITS);
  }

  /**
   * What a call to a model costs there; empty if the table does not know it, or has only somebody
   * else's price for it. A snapshot, such as {@code gpt-4o-2024-05-13}, is not taken for the model
   * without its date: it may cost something else.
   */
  public Optional<Price> priceOf(String model, Endpoint endpoint) {
    return priceOf(model, endpoint.baseUrl(), endpoint.dialect(), endpoint.provider());
  }

  /** Whether it knows what a call costs at an address of which nothing else is said. */
  public boolean has(String model, URI url) {
    return priceOf(model, url, Dialect.spokenAt(url), "").isPresent();
  }

  private Optional<Price> priceOf(String model, URI url, Dialect dialect, String provider) {
    String name =
        dialect == Dialect.GEMINI && model.startsWith(COLLECTION)
            ? model.substring(COLLECTION.length())
            : model;
    Seller seller = Seller.at(url, provider);
    return seller
        .find(name, models)
        .flatMap(
            found ->
                seller.region().isEmpty()
                    ? Optional.of(found.price(version()))
                    : found.priceIn(seller.region(), version()))
        .map(price -> price.asOf(asOf));
  }

  /** With the models of another table over these, each of them as a whole. It is as old as both. */
  public PriceTable under(PriceTable overrides) {
    SortedMap<String, ModelPrice> both = new TreeMap<>(models);
    both.putAll(overrides.models());
    LocalDate older = asOf.isBefore(overrides.asOf()) ? asOf : overrides.asOf();
    return new PriceTable(older, source + " + " + overrides.source(), both);
  }
}
