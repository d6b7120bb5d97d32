package dev.vedette.pipeline;

import dev.vedette.cloud.provider.PictureRules;
import dev.vedette.cloud.provider.ProviderOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** What is wrong with no option and yet costs more than it has to. */
public final class Advice {
  private Advice() {}

  /** A line each, for whoever submits the job to log once. */
  public static List<String> on(ReadableConfig config) throws InvalidConfigurationException {
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
    return lines;
  }
}
