package dev.vedette.cli.prices;

import dev.vedette.cli.text.Amount;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.cloud.price.ModelPrice;
import dev.vedette.cloud.price.Quote;
import dev.vedette.core.money.Price;
import dev.vedette.core.money.PriceTier;
import dev.vedette.core.money.TokenRates;
import java.io.PrintWriter;
import java.util.Optional;

/** Quotes below one another, each tier of a price in a row of its own. */
final class QuoteTable {
  private static final long THOUSAND = 1_000;

  private final Table table =
      new Table(
          "model",
          ">input",
          ">cached",
          ">cache write",
          ">output",
          ">reasoning",
          ">batch in/out",
          ">about a question",
          "pictures");

  /** A model with what the table knows of batches. */
  void add(Quote quote, ModelPrice model) {
    add(quote, model.batchPrice(quote.price().version()));
  }

  /** One that a configuration asks. */
  void add(Quote quote) {
    add(quote, Optional.empty());
  }

  private void add(Quote quote, Optional<Price> batch) {
    Price price = quote.price();
    String extra =
        price.microsPerPicture().signum() == 0
            ? ""
            : ", and $%s each".formatted(Amount.ofMicros(price.microsPerPicture()));
    row(
        Spelling.plain(quote.model()),
        price.rates(),
        batch.map(Price::rates).map(QuoteTable::inAndOut).orElse("-"),
        "$" + Amount.ofMicros(quote.worstCaseMicros()),
        quote.pictureRule() + extra);
    for (PriceTier tier : price.tiers()) {
      String batchTier =
          batch.stream()
              .flatMap(known -> known.tiers().stream())
              .filter(known -> known.aboveTokens() == tier.aboveTokens())
              .map(known -> inAndOut(known.rates()))
              .findFirst()
              .orElse("");
      row("  above " + tokens(tier.aboveTokens()), tier.rates(), batchTier, "", "");
    }
  }

  private void row(String model, TokenRates rates, String batch, String worst, String rule) {
    table.row(
        model,
        Amount.ofMillion(rates.input()),
        Amount.ofMillion(rates.cachedInput()),
        Amount.ofMillion(rates.cacheWrite()),
        Amount.ofMillion(rates.output()),
        Amount.ofMillion(rates.reasoning()),
        batch,
        worst,
        rule);
  }

  void print(PrintWriter out) {
    table.print(out);
  }

  private static String inAndOut(TokenRates rates) {
    return Amount.ofMillion(rates.input()) + "/" + Amount.ofMillion(rates.output());
  }

  private static String tokens(long count) {
    return count % THOUSAND == 0 ? count / THOUSAND + "k" : String.valueOf(count);
  }
}
