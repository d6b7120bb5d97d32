package dev.vedette.core.watch;

import java.io.Serializable;
import java.util.List;

/**
 * Which part of a device's pictures may be looked at: what lies in one of the zones, and in no
 * mask.
 *
 * @param zones none for the whole picture
 */
public record View(List<Polygon> zones, List<Polygon> masks) implements Serializable {
  /** All of every picture. */
  public static final View WHOLE = new View(List.of(), List.of());

  public View {
    zones = List.copyOf(zones);
    masks = List.copyOf(masks);
  }

  public boolean isWhole() {
    return zones.isEmpty() && masks.isEmpty();
  }
}
