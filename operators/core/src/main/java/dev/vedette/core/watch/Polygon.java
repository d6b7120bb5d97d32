package dev.vedette.core.watch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A part of a picture with straight edges. Where they cross each other the even-odd rule says what
 * is inside.
 *
 * @param corners in order; the last is joined to the first
 */
public record Polygon(List<Point> corners) implements Serializable {
  private static final int LEAST_CORNERS = 3;
  private static final int MOST_CORNERS = 1_000;

  public Polygon {
    corners = List.copyOf(corners);
    if (corners.size() < LEAST_CORNERS || corners.size() > MOST_CORNERS) {
      throw new IllegalArgumentException(
          "a polygon has %d to %d corners: %d"
              .formatted(LEAST_CORNERS, MOST_CORNERS, corners.size()));
    }
    if (isLine(corners)) {
      throw new IllegalArgumentException("all corners lie on one line");
    }
  }

  private static boolean isLine(List<Point> corners) {
    Point from = corners.get(0);
    Point to = corners.stream().filter(corner -> !corner.equals(from)).findFirst().orElse(from);
    return corners.stream()
        .allMatch(
            corner ->
                (to.x() - from.x()) * (corner.y() - from.y())
                    == (to.y() - from.y()) * (corner.x() - from.x()));
  }

  /**
   * Where a horizontal line enters the polygon, leaves it, enters it again and so on: in ascending
   * order, an even number of them.
   */
  double[] crossings(double y) {
    double[] found = new double[corners.size()];
    int count = 0;
    Point from = corners.get(corners.size() - 1);
    for (Point to : corners) {
      if (from.y() <= y != to.y() <= y) {
        found[count++] = from.x() + (y - from.y()) / (to.y() - from.y()) * (to.x() - from.x());
      }
      from = to;
    }
    double[] crossings = Arrays.copyOf(found, count);
    Arrays.sort(crossings);
    return crossings;
  }

  /** The same corners, beginning with the leftmost one; of several, the one that is highest. */
  List<Point> fromLeastCorner() {
    Point least =
        Collections.min(
            corners, Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
    List<Point> turned = new ArrayList<>(corners);
    Collections.rotate(turned, -corners.indexOf(least));
    return turned;
  }

  double least(ToDoubleFunction<Point> of) {
    return corners.stream().mapToDouble(of).min().orElseThrow();
  }

  double most(ToDoubleFunction<Point> of) {
    return corners.stream().mapToDouble(of).max().orElseThrow();
  }
}
