package dev.vedette.core.watch;

import dev.vedette.core.integrity.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a device's pictures may be looked at: what lies in one of the zones, and in no
 * mask.
 */
public final class View implements Serializable {
  private static final long serialVersionUID = 1;

  /** Fingerprint of a view of the whole picture. */
  public static final long NOTHING_HIDDEN = 0;

  /** On a side of the grid on which a view has to leave something to see. */
  private static final int FINEST = 256;

  /** All of every picture. */
  public static final View WHOLE = new View(List.of(), List.of());

  private final List<Polygon> zones;
  private final List<Polygon> masks;
  private final long fingerprint;

  /**
   * @param zones none for the whole picture
   */
  public View(List<Polygon> zones, List<Polygon> masks) {
    this.zones = List.copyOf(zones);
    this.masks = List.copyOf(masks);
    fingerprint = isWhole() ? NOTHING_HIDDEN : hash(spelt(zones) + '/' + spelt(masks));
  }

  public List<Polygon> zones() {
    return zones;
  }

  public List<Polygon> masks() {
    return masks;
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
   * The same number for the same zones and masks, in whatever order they are told, in every run and
   * on every machine, and hardly ever for others; {@link #NOTHING_HIDDEN} for the whole picture.
   */
  public long fingerprint() {
    return fingerprint;
  }

  private static long hash(String shape) {
    String hex = Sha256.hex(shape.getBytes(StandardCharsets.US_ASCII));
    return Long.parseUnsignedLong(hex, 0, Long.BYTES * 2, 16);
  }

  private static String spelt(List<Polygon> polygons) {
    return polygons.stream()
        .map(Polygon::fromLeastCorner)
        .map(
            corners ->
                corners.stream()
                    .map(at -> Double.toHexString(at.x()) + ',' + Double.toHexString(at.y()))
                    .collect(Collectors.joining(" ")))
        .sorted()
        .collect(Collectors.joining(";"));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof View view && zones.equals(view.zones) && masks.equals(view.masks));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(fingerprint);
  }

  @Override
  public String toString() {
    return "zones %s, masks %s".formatted(zones, masks);
  }
}
