package dev.vedette.flink;

import dev.vedette.core.window.WindowPolicy;
import java.io.Serializable;
import java.util.Map;

/**
 * How the readings of devices follow one another, by device class.
 *
 * @param usual for classes without a policy of their own
 */
public record WindowSettings(WindowPolicy usual, Map<String, WindowPolicy> byDeviceClass)
    implements Serializable {
  public WindowSettings {
    byDeviceClass = Map.copyOf(byDeviceClass);
  }

  WindowPolicy of(String deviceClass) {
    return byDeviceClass.getOrDefault(deviceClass, usual);
  }
}
