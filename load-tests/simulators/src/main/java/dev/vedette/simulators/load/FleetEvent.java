package dev.vedette.simulators.load;

import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a device sends.
 *
 * @param capturedAt by the device's own clock, since the load began
 * @param picture of a camera; null exactly where there are samples
 */
public record FleetEvent(
    String device,
    String deviceClass,
    Duration capturedAt,
    @Nullable Picture picture,
    @Nullable Samples samples) {
  public FleetEvent {
    if ((picture == null) == (samples == null)) {
      throw new IllegalArgumentException("a picture or samples: " + device);
    }
  }
}
