package dev.vedette.pipeline;

import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.PictureRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** What is wrong with no option and yet costs more than it has to. */
public final class Advice {
  private Advice() {}

  /** A line each, for whoever submits the job to log once. */
  public static List<String> on(ReadableConfig config) throws InvalidConfigurationException {
    List<String> lines = new ArrayList<>();
    ModelOptions model = new ProviderSettings(config).provider().model();
    if (model.pictureTokens().equals(PictureRules.HIGHEST)) {
      lines.add(
          "pictures count at the worst case for an unknown model, %s: set %s to its own rule"
              .formatted(model.model(), CloudOptions.PICTURE_TOKENS.key()));
    }
    return lines;
  }
}
