package dev.vedette.pipeline;

import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.cloud.road.GuardedRoad;
import dev.vedette.cloud.road.RoadOptions;
import dev.vedette.core.brain.Road;
import dev.vedette.core.brain.Roads;
import dev.vedette.flink.RoadsOpener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens the roads to the providers on the machine that asks them.
 *
 * @param providers in the order in which they are asked
 */
record ProviderRoads(List<ProviderOptions> providers, RoadOptions options) implements RoadsOpener {
  @Override
  public Roads open() throws IOException {
    List<Road> opened = new ArrayList<>();
    boolean all = false;
    try {
      for (ProviderOptions provider : providers) {
        opened.add(GuardedRoad.open(provider, options, System::nanoTime));
      }
      all = true;
      return new Roads(opened);
    } catch (KeyFileException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!all) {
        opened.forEach(Road::close);
      }
    }
  }
}
