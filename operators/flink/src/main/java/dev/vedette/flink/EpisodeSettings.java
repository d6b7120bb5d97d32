package dev.vedette.flink;

import dev.vedette.core.episode.EpisodePolicy;
import dev.vedette.core.watch.WatchRules;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * How episodes are told apart, by device class, and which events count for one.
 *
 * @param usual for classes without a policy of their own
 * @param duplicateWindow how long an event id is remembered at least; at most twice as long
 * @param silentAfter without any event of it, a device counts as silent
 * @param watch what of each device counts
 */
public record EpisodeSettings(
    EpisodePolicy usual,
    Map<String, EpisodePolicy> byDeviceClass,
    Duration duplicateWindow,
    Duration silentAfter,
    WatchRules watch)
    implements Serializable {
  public EpisodeSettings {
    byDeviceClass = Map.copyOf(byDeviceClass);
    if (duplicateWindow.isNegative() || duplicateWindow.isZero()) {
      throw new IllegalArgumentException("duplicateWindow <= 0: " + duplicateWindow);
    }
    if (silentAfter.isNegative() || silentAfter.isZero()) {
      throw new IllegalArgumentException("silentAfter <= 0: " + silentAfter);
    }
  }

  EpisodePolicy of(String deviceClass) {
    return byDeviceClass.getOrDefault(deviceClass, usual);
  }
}
