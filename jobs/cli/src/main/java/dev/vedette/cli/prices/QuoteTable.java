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
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

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
          ">a question",
          "pictures");

  /** A model with what the table knows of batches. */
  void add(Quote quote, ModelPrice model) {
    add(quote, batch(model.batchInput()) + "/" + batch(model.batchOutput()));
  }

  /** One that a configuration asks. */
  void add(Quote quote) {
    add(quote, "-");
  }

  private void add(Quote quote, String batch) {
    Price price = quote.price();
    String extra =
        price.microsPerPicture().signum() == 0
            ? ""
            : ", and $%s each".formatted(Amount.ofMicros(price.microsPerPicture()));
    row(
        Spelling.plain(quote.model()),
        price.rates(),
        batch,
        "$" + Amount.ofMicros(quote.worstCaseMicros()),
        quote.pictureRule() + extra);
    for (PriceTier tier : price.tiers()) {
      row("  above " + tokens(tier.aboveTokens()), tier.rates(), "", "", "");
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

  private static String batch(@Nullable BigDecimal micros) {
    return micros == null ? "-" : Amount.ofMillion(micros);
  }

  private static String tokens(long count) {
    return count % THOUSAND == 0 ? count / THOUSAND + "k" : String.valueOf(count);
  }
}
