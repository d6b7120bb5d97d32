package dev.vedette.core.watch;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The smallest rectangle of pixels that holds all that a view shows of a picture. */
public record Crop(int x, int y, int width, int height) {

  /** Of a picture of this size: around the zones, or all of it. At least one pixel. */
  public static Crop of(View view, int width, int height) {
    if (view.zones().isEmpty()) {
      return new Crop(0, 0, width, height);
    }
    Span across = Span.of(view.zones(), Point::x, width);
    Span down = Span.of(view.zones(), Point::y, height);
    return new Crop(across.from, down.from, across.length, down.length);
  }

  public int longerSide() {
    return Math.max(width, height);
  }

  private record Span(int from, int length) {
    static Span of(List<Polygon> zones, ToDoubleFunction<Point> place, int pixels) {
      double least = zones.stream().mapToDouble(zone -> zone.least(place)).min().orElseThrow();
      double most = zones.stream().mapToDouble(zone -> zone.most(place)).max().orElseThrow();
      // A pixel is inside if its centre is, as it is to a stencil.
      int from = Math.min(pixels - 1, Grid.firstCentre(least * pixels));
      return new Span(from, Math.max(1, Grid.firstCentre(most * pixels) - from));
    }
  }
}
