package dev.vedette.core.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Polygons of ordinary shapes. */
public final class Shapes {
  public static final Polygon LEFT_HALF = box(0, 0, 0.5, 1);
  public static final Polygon RIGHT_HALF = box(0.5, 0, 1, 1);

  private Shapes() {}

  public static Polygon box(double left, double top, double right, double bottom) {
    return polygon(left, top, right, top, right, bottom, left, bottom);
  }

  /** Of corners one after the other: x, y, x, y. */
  public static Polygon polygon(double... xy) {
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      corners.add(new Point(xy[i], xy[i + 1]));
    }
    return new Polygon(corners);
  }

  public static View zones(Polygon... zones) {
    return new View(List.of(zones), List.of());
  }

  public static View masks(Polygon... masks) {
    return new View(List.of(), List.of(masks));
  }

  /** What is hidden, as a picture: a row of the grid is a line, '#' is hidden. */
  static String drawn(View view, Grid grid) {
    return drawn(Stencil.of(view, grid), grid);
  }

  static String drawn(Stencil stencil, Grid grid) {
    char[][] cells = new char[grid.height()][grid.width()];
    for (char[] row : cells) {
      Arrays.fill(row, '.');
    }
    stencil.paint((row, from, until) -> Arrays.fill(cells[row], from, until, '#'));
    var lines = new ArrayList<String>();
    for (char[] row : cells) {
      lines.add(new String(row));
    }
    return String.join("\n", lines);
  }
}
