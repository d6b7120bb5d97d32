package dev.vedette.core.watch;

import dev.vedette.core.integrity.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Which part of a device's pictures may be looked at: what lies in one of the zones, and in no
 * mask.
 *
 * @param zones none for the whole picture
 */
public record View(List<Polygon> zones, List<Polygon> masks) implements Serializable {
  /** Fingerprint of a view of the whole picture. */
  public static final long NOTHING_HIDDEN = 0;

  /** On a side of the grid on which a view has to leave something to see. */
  private static final int FINEST = 256;

  /** All of every picture. */
  public static final View WHOLE = new View(List.of(), List.of());

  public View {
    zones = List.copyOf(zones);
    masks = List.copyOf(masks);
  }

  public boolean isWhole() {
    return zones.isEmpty() && masks.isEmpty();
  }

  /** Whether it leaves nothing to look at. */
  public boolean isBlind() {
    return Stencil.of(this, Grid.of(FINEST, FINEST)).hidden() == FINEST * FINEST;
  }

  /** Whether something of this size fits in the rectangle around what may be looked at. */
  boolean holds(LeastSize size) {
    return zones.isEmpty()
        || (extent(Point::x) >= size.width() && extent(Point::y) >= size.height());
  }

  private double extent(ToDoubleFunction<Point> of) {
    return zones.stream().mapToDouble(zone -> zone.most(of)).max().orElse(1)
        - zones.stream().mapToDouble(zone -> zone.least(of)).min().orElse(0);
  }

  /**
   * The same number for the same zones and masks, in every run and on every machine, and hardly
   * ever for others; {@link #NOTHING_HIDDEN} for the whole picture.
   */
  public long fingerprint() {
    if (isWhole()) {
      return NOTHING_HIDDEN;
    }
    byte[] shape = (spelt(zones) + '/' + spelt(masks)).getBytes(StandardCharsets.US_ASCII);
    return Long.parseUnsignedLong(Sha256.hex(shape), 0, Long.BYTES * 2, 16);
  }

  private static String spelt(List<Polygon> polygons) {
    return polygons.stream()
        .map(
            polygon ->
                polygon.corners().stream()
                    .map(at -> Double.toHexString(at.x()) + ',' + Double.toHexString(at.y()))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining(";"));
  }
}
