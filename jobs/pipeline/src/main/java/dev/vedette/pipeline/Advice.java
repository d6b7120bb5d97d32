package dev.vedette.pipeline;

import dev.vedette.cloud.price.PriceTable;
import dev.vedette.cloud.provider.PictureRules;
import dev.vedette.cloud.provider.ProviderOptions;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** What is wrong with no option and yet costs more than it has to, or other than is believed. */
public final class Advice {
  private static final long MOST_DAYS = 90;

  private Advice() {}

  /** A line each, for whoever submits the job to log once. */
  public static List<String> on(ReadableConfig config, LocalDate today)
      throws InvalidConfigurationException {
    List<String> lines = new ArrayList<>();
    List<CloudOptions> keys = List.of(CloudOptions.PREFERRED, CloudOptions.FALLBACK);
    List<ProviderOptions> providers = ProviderSettings.providers(config);
    for (int i = 0; i < providers.size(); i++) {
      ProviderOptions provider = providers.get(i);
      if (provider.model().pictureTokens().equals(PictureRules.HIGHEST)) {
        lines.add(
            "pictures count at the worst case for an unknown model, %s: set %s to its own rule"
                .formatted(provider.model().model(), keys.get(i).pictureTokens.key()));
      }
    }
    PriceTable prices = Prices.table(config);
    for (int i = 0; i < providers.size(); i++) {
      if (isSimplified(prices, providers.get(i))) {
        lines.add(
            "%s and %s say one price for all requests, where the prices of %s have others for %s at %s (large requests, reasoning or pictures): leave them unset, or put yours in %s"
                .formatted(
                    keys.get(i).inputPrice.key(),
                    keys.get(i).outputPrice.key(),
                    prices.version(),
                    providers.get(i).model().model(),
                    providers.get(i).endpoint().provider(),
                    PriceOptions.FILE.key()));
      }
    }
    long days = ChronoUnit.DAYS.between(prices.asOf(), today);
    if (days > MOST_DAYS && providers.stream().anyMatch(provider -> isOf(prices, provider))) {
      lines.add(
          "the prices are of %s, %d days ago: bring them up to date with 'vedette prices update' and %s"
              .formatted(prices.asOf(), days, PriceOptions.FILE.key()));
    }
    return lines;
  }

  /** Whether options say a price that the table knows to be more than they can say. */
  private static boolean isSimplified(PriceTable prices, ProviderOptions provider) {
    return prices
        .priceOf(provider.model().model(), provider.endpoint())
        .filter(known -> !known.equals(provider.price()))
        .filter(
            known ->
                !known.tiers().isEmpty()
                    || known.microsPerPicture().signum() != 0
                    || known.rates().reasoning().compareTo(known.rates().output()) != 0)
        .isPresent();
  }

  /** Whether a provider is paid by this table, and not by options. */
  private static boolean isOf(PriceTable prices, ProviderOptions provider) {
    return prices
        .priceOf(provider.model().model(), provider.endpoint())
        .filter(provider.price()::equals)
        .isPresent();
  }
}
