package dev.vedette.pipeline;

import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.prompt.UnusablePromptException;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.cloud.road.GuardedRoad;
import dev.vedette.cloud.road.RoadOptions;
import dev.vedette.core.brain.Discretion;
import dev.vedette.core.brain.Road;
import dev.vedette.core.brain.Roads;
import dev.vedette.flink.RoadsOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the roads to the providers on the machine that asks them.
 *
 * @param providers in the order in which they are asked
 * @param prompts folder with the words of the questions; null for those that are shipped
 * @param discretion what of a question may leave
 */
record ProviderRoads(
    List<ProviderOptions> providers,
    RoadOptions options,
    @Nullable String prompts,
    Discretion discretion)
    implements RoadsOpener {
  @Override
  public Roads open() throws IOException {
    try {
      Prompt prompt = prompts == null ? Prompt.shipped() : Prompt.in(Path.of(prompts));
      return open(prompt);
    } catch (KeyFileException | UnusablePromptException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Roads open(Prompt prompt) throws KeyFileException {
    List<Road> opened = new ArrayList<>();
    boolean all = false;
    try {
      for (ProviderOptions provider : providers) {
        opened.add(GuardedRoad.open(provider, options, prompt, System::nanoTime));
      }
      var roads = new Roads(opened, discretion, prompt::close);
      all = true;
      return roads;
    } finally {
      if (!all) {
        opened.forEach(Road::close);
        prompt.close();
      }
    }
  }
}
