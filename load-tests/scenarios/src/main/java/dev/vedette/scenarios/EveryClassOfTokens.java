package dev.vedette.scenarios;

import dev.vedette.cloud.price.PriceFile;
import dev.vedette.cloud.price.PriceTable;
import dev.vedette.cloud.price.UnusablePricesException;
import dev.vedette.core.money.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A table of prices with one model, each class of whose tokens has a price of its own. */
record EveryClassOfTokens(Path file, Price price) {
  static final String MODEL = "simulated-books";

  private static final String TABLE =
      """
      {"asOf": "2026-11-28", "source": "this scenario", "models": {"%s": {
        "input_cost_per_token": 2.5e-6,
        "cache_read_input_token_cost": 2.5e-7,
        "cache_creation_input_token_cost": 3.125e-6,
        "output_cost_per_token": 1e-5,
        "output_cost_per_reasoning_token": 1.2e-5,
        "litellm_provider": "simulated",
        "mode": "chat",
        "supports_vision": true}}}
      """
          .formatted(MODEL);

  static EveryClassOfTokens in(Path folder) throws IOException, UnusablePricesException {
    Path file = Files.writeString(folder.resolve("prices.json"), TABLE);
    PriceTable table = PriceFile.read(file);
    return new EveryClassOfTokens(
        file, Objects.requireNonNull(table.models().get(MODEL)).price(table.version()));
  }
}
