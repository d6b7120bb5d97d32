package dev.vedette.cli.prices;

import dev.vedette.cli.text.Amount;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.cloud.price.ModelPrice;
import dev.vedette.cloud.price.PriceChanges;
import dev.vedette.cloud.price.PriceTable;
import dev.vedette.core.money.Price;
import dev.vedette.core.money.TokenRates;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a new table of prices has that the one before it has not, and the other way round. */
record ChangeReport(PriceTable before, PriceTable after, PriceChanges changes) {
  private static final int MOST_NAMES = 12;

  void print(PrintWriter out) {
    out.printf("compared with those of %s:%n", before.version());
    name(out, "new", changes.added());
    name(out, "gone", changes.gone());
    out.printf("  changed %d%n", changes.changed().size());
    if (!changes.changed().isEmpty()) {
      var table = new Table("", "model", "what");
      for (String key : changes.changed()) {
        ModelPrice old = Objects.requireNonNull(before.models().get(key));
        ModelPrice now = Objects.requireNonNull(after.models().get(key));
        table.row("", Spelling.plain(key), String.join(", ", differences(old, now)));
      }
      table.print(out);
    }
  }

  private static void name(PrintWriter out, String what, List<String> keys) {
    String named =
        keys.stream()
            .limit(MOST_NAMES)
            .map(Spelling::plain)
            .reduce((one, other) -> one + ", " + other)
            .map(": "::concat)
            .orElse("");
    int more = keys.size() - MOST_NAMES;
    out.printf(
        "  %s %d%s%s%n", what, keys.size(), named, more > 0 ? " and %d more".formatted(more) : "");
  }

  private static List<String> differences(ModelPrice old, ModelPrice now) {
    Price was = old.price("");
    Price is = now.price("");
    TokenRates from = was.rates();
    TokenRates to = is.rates();
    List<String> found = new ArrayList<>();
    compare(found, "input", from.input(), to.input());
    compare(found, "cached", from.cachedInput(), to.cachedInput());
    compare(found, "cache write", from.cacheWrite(), to.cacheWrite());
    if (isDearerForAnHour(from) || isDearerForAnHour(to)) {
      compare(found, "cache write for an hour", from.hourCacheWrite(), to.hourCacheWrite());
    }
    compare(found, "output", from.output(), to.output());
    compare(found, "reasoning", from.reasoning(), to.reasoning());
    if (was.microsPerPicture().compareTo(is.microsPerPicture()) != 0) {
      found.add(
          "a picture $%s -> $%s"
              .formatted(
                  Amount.ofMicros(was.microsPerPicture()), Amount.ofMicros(is.microsPerPicture())));
    }
    if (!was.tiers().equals(is.tiers())) {
      found.add("large requests");
    }
    if (!old.uplifts().equals(now.uplifts())) {
      found.add("regions");
    }
    if (!old.batchPrice("").equals(now.batchPrice(""))) {
      found.add("batches");
    }
    if (found.isEmpty()) {
      found.add("what it says and what it leaves out");
    }
    return found;
  }

  private static boolean isDearerForAnHour(TokenRates rates) {
    return rates.hourCacheWrite().compareTo(rates.cacheWrite()) != 0;
  }

  private static void compare(List<String> found, String what, BigDecimal was, BigDecimal is) {
    if (was.compareTo(is) != 0) {
      found.add("%s %s -> %s".formatted(what, Amount.ofMillion(was), Amount.ofMillion(is)));
    }
  }
}
