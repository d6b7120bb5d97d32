package dev.vedette.pipeline;

import dev.vedette.cloud.price.PriceFile;
import dev.vedette.cloud.price.PriceTable;
import dev.vedette.cloud.price.Quote;
import dev.vedette.cloud.price.UnusablePricesException;
import dev.vedette.core.budget.RoadPrice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/** The table of prices that a job goes by, and what its providers cost by it. */
public final class Prices {
  private Prices() {}

  /**
   * The table that the options name, or the one that is shipped.
   *
   * @throws InvalidConfigurationException with the option, the file, and what is wrong there
   */
  public static PriceTable table(ReadableConfig config) throws InvalidConfigurationException {
    var options = new OptionReader(config);
    Optional<String> given = options.optional(PriceOptions.FILE);
    if (given.isEmpty()) {
      return PriceFile.shipped();
    }
    Path file = options.valid(() -> Path.of(given.get()), PriceOptions.FILE);
    try {
      return PriceFile.read(file);
    } catch (UnusablePricesException e) {
      throw new InvalidConfigurationException(
          "%s: %s".formatted(PriceOptions.FILE.key(), e.getMessage()), e);
    }
  }

  /** What each of the job's providers costs, in the order in which they are asked. */
  public static List<Quote> quotes(ReadableConfig config) throws InvalidConfigurationException {
    return ProviderSettings.providers(config).stream().map(Quote::of).toList();
  }

  /** What a question about one picture is reserved at on each road, in the same order. */
  public static List<RoadPrice> worstCases(ReadableConfig config)
      throws InvalidConfigurationException {
    return ProviderSettings.providers(config).stream()
        .map(
            options ->
                new RoadPrice(
                    options.road(),
                    options.endpoint().provider(),
                    Quote.of(options).worstCaseMicros()))
        .toList();
  }
}
