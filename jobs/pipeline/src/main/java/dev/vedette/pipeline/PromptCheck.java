package dev.vedette.pipeline;

import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.prompt.UnusablePromptException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/** For a job whose tasks run on this machine: whether they could use its prompts. */
public final class PromptCheck {
  private PromptCheck() {}

  /**
   * @throws InvalidConfigurationException with the file and what is wrong with it
   */
  public static void here(ReadableConfig config) throws InvalidConfigurationException {
    Optional<String> folder = new OptionReader(config).optional(AskOptions.PROMPTS);
    if (folder.isPresent()) {
      try {
        Prompt.check(Path.of(folder.get()));
      } catch (UnusablePromptException e) {
        throw new InvalidConfigurationException(
            "%s: %s".formatted(AskOptions.PROMPTS.key(), e.getMessage()), e);
      }
    }
  }
}
