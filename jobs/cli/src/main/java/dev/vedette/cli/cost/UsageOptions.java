package dev.vedette.cli.cost;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cloud.price.ModelPrice;
import dev.vedette.cloud.price.PriceFile;
import dev.vedette.cloud.price.PriceTable;
import dev.vedette.cloud.price.UnusablePricesException;
import dev.vedette.core.money.Price;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a provider's export is read. */
final class UsageOptions {
  @Option(
      names = "--column",
      paramLabel = "OURS=THEIRS",
      converter = {OfColumn.class, OfHead.class},
      description =
          "How a column is headed there, where it is not as here: client-request-id"
              + " (client_request_id), request-id, time, model, cost-usd, currency; or, without"
              + " amounts, input-tokens, cached-input-tokens, cache-write-tokens, output-tokens,"
              + " reasoning-tokens, priced by a table. May be repeated.")
  private Map<UsageColumn, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--inclusive",
      description =
          "Input tokens include those read from a cache and written to one, output tokens the"
              + " reasoning, as OpenAI counts.")
  private boolean inclusive;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Table that tokens are priced by, instead of the one that is shipped.")
  private @Nullable Path prices;

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      defaultValue = ",",
      description = "Between fields (default: ${DEFAULT-VALUE}).")
  private char separator;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = Spelling.OfZone.class,
      defaultValue = "UTC",
      description = "Of times that do not say (default: ${DEFAULT-VALUE}).")
  private ZoneId zone;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  UsageOptions() {}

  ZoneId zone() {
    return zone;
  }

  UsageExport read(Path file) throws FailedCommandException {
    return UsageExport.read(file, columns, separator, zone, tokenPrices());
  }

  private TokenPrices tokenPrices() throws FailedCommandException {
    PriceTable table;
    try {
      table = prices == null ? PriceFile.shipped() : PriceFile.read(prices);
    } catch (UnusablePricesException e) {
      throw new FailedCommandException(String.valueOf(e.getMessage()), e);
    }
    Map<String, Price> byModel = new HashMap<>();
    for (ModelPrice model : table.models().values()) {
      byModel.put(model.key(), model.price(table.version()));
    }
    return new TokenPrices(byModel, inclusive);
  }

  /** The word for a column. */
  static final class OfColumn implements ITypeConverter<UsageColumn> {
    @Override
    public UsageColumn convert(String text) {
      return Spelling.word(UsageColumn.class, text);
    }
  }

  /** Whatever it is called there. */
  static final class OfHead implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return text;
    }
  }
}
