package dev.vedette.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Stencils against the definition of what is inside, pixel by pixel. */
class StencilPropertiesTest {
  @Property(tries = 300)
  void aPixelIsHiddenUnlessItsCentreIsInAZoneAndInNoMask(
      @ForAll("views") View view, @ForAll("grids") Grid grid) {
    Assume.that(!view.isWhole());
    boolean[][] hidden = hidden(view, grid);
    for (int row = 0; row < grid.height(); row++) {
      for (int column = 0; column < grid.width(); column++) {
        double x = (column + 0.5 - grid.left()) / grid.pictureWidth();
        double y = (row + 0.5 - grid.top()) / grid.pictureHeight();
        if (isNearAnEdge(view, x, y)) {
          continue; // a rounding error of either side would decide
        }
        boolean inPicture = x >= 0 && x < 1 && y >= 0 && y < 1;
        boolean inZones =
            view.zones().isEmpty() || view.zones().stream().anyMatch(zone -> holds(zone, x, y));
        boolean masked = view.masks().stream().anyMatch(mask -> holds(mask, x, y));
        assertThat(hidden[row][column])
            .as("%d,%d of %s", column, row, grid)
            .isEqualTo(!(inPicture && inZones && !masked));
      }
    }
  }

  @Property(tries = 300)
  void ofBlendedPixelsThoseAreShownAroundWhichNothingIsHidden(
      @ForAll("views") View view,
      @ForAll @IntRange(min = 1, max = 24) int width,
      @ForAll @IntRange(min = 1, max = 24) int height,
      @ForAll @IntRange(min = 0, max = 7) int beside) {
    double reach = (beside + 1) / 2.0;
    boolean[][] hidden =
        hidden(Stencil.blended(view, Grid.of(width, height), reach), width, height);
    boolean[][] quarters =
        hidden(Stencil.of(view, Grid.of(2 * width, 2 * height)), 2 * width, 2 * height);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        boolean near = false;
        int bottom = Math.min(2 * height - 1, 2 * row + 1 + beside);
        int right = Math.min(2 * width - 1, 2 * column + 1 + beside);
        for (int y = Math.max(0, 2 * row - beside); y <= bottom; y++) {
          for (int x = Math.max(0, 2 * column - beside); x <= right; x++) {
            near |= quarters[y][x];
          }
        }
        assertThat(hidden[row][column]).as("%d,%d", column, row).isEqualTo(near);
      }
    }
  }

  /** What is shown of a crop that was decoded in steps is what is shown of its pixels before. */
  @Property(tries = 300)
  void aSampledPartHidesThePixelsThatThePictureHides(
      @ForAll("views") View view,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 7) int step) {
    boolean[][] whole = hidden(view, Grid.of(width, height));
    Crop part = Crop.of(view, width, height);
    Grid sampled = Grid.sampled(part, step, width, height);
    boolean[][] hidden = hidden(view, sampled);
    for (int row = 0; row < sampled.height(); row++) {
      for (int column = 0; column < sampled.width(); column++) {
        int x = part.x() + column * step;
        int y = part.y() + row * step;
        if (!isNearAnEdge(view, (x + 0.5) / width, (y + 0.5) / height)) {
          assertThat(hidden[row][column]).isEqualTo(whole[y][x]);
        }
      }
    }
  }

  @Property(tries = 300)
  void aCropHoldsAllThatIsShownAndNothingOutsideOfThePicture(
      @ForAll("views") View view,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height) {
    Crop part = Crop.of(view, width, height);
    assertThat(part.x()).isNotNegative();
    assertThat(part.y()).isNotNegative();
    assertThat(part.width()).isPositive();
    assertThat(part.height()).isPositive();
    assertThat(part.x() + part.width()).isLessThanOrEqualTo(width);
    assertThat(part.y() + part.height()).isLessThanOrEqualTo(height);
    boolean[][] hidden = hidden(view, Grid.of(width, height));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inPart =
            x >= part.x()
                && x < part.x() + part.width()
                && y >= part.y()
                && y < part.y() + part.height();
        assertThat(hidden[y][x] || inPart).isTrue();
      }
    }
  }

  private static boolean[][] hidden(View view, Grid grid) {
    return hidden(Stencil.of(view, grid), grid.width(), grid.height());
  }

  private static boolean[][] hidden(Stencil stencil, int width, int height) {
    boolean[][] hidden = new boolean[height][width];
    int[] count = {0};
    stencil.paint(
        (row, from, until) -> {
          assertThat(from).isLessThan(until);
          for (int column = from; column < until; column++) {
            assertThat(hidden[row][column]).as("painted twice").isFalse();
            hidden[row][column] = true;
            count[0]++;
          }
        });
    assertThat(stencil.hidden()).isEqualTo(count[0]);
    return hidden;
  }

  /** How many edges a ray to the right crosses. */
  private static boolean holds(Polygon polygon, double x, double y) {
    boolean inside = false;
    List<Point> corners = polygon.corners();
    for (int i = 0; i < corners.size(); i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % corners.size());
      if (a.y() > y != b.y() > y && x < a.x() + (y - a.y()) * (b.x() - a.x()) / (b.y() - a.y())) {
        inside = !inside;
      }
    }
    return inside;
  }

  private static boolean isNearAnEdge(View view, double x, double y) {
    return isNear(x, 0)
        || isNear(x, 1)
        || view.zones().stream().anyMatch(zone -> isNearAnEdge(zone, x, y))
        || view.masks().stream().anyMatch(mask -> isNearAnEdge(mask, x, y));
  }

  private static boolean isNearAnEdge(Polygon polygon, double x, double y) {
    return polygon.corners().stream().anyMatch(corner -> isNear(corner.y(), y))
        || Arrays.stream(polygon.crossings(y)).anyMatch(crossing -> isNear(crossing, x));
  }

  private static boolean isNear(double one, double other) {
    return Math.abs(one - other) < 1e-9;
  }

  @Provide
  static Arbitrary<View> views() {
    Arbitrary<Point> points =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1), Arbitraries.doubles().between(0, 1))
            .as(Point::new);
    Arbitrary<List<Polygon>> polygons =
        points
            .list()
            .ofMinSize(3)
            .ofMaxSize(7)
            .filter(corners -> !onOneLine(corners))
            .map(Polygon::new)
            .list()
            .ofMaxSize(3);
    return Combinators.combine(polygons, polygons).as(View::new);
  }

  private static boolean onOneLine(List<Point> corners) {
    Point from = corners.get(0);
    return corners.stream()
        .allMatch(
            to ->
                corners.stream()
                    .allMatch(
                        corner ->
                            (to.x() - from.x()) * (corner.y() - from.y())
                                == (to.y() - from.y()) * (corner.x() - from.x())));
  }

  @Provide
  static Arbitrary<Grid> grids() {
    Arbitrary<Integer> sides = Arbitraries.integers().between(1, 24);
    return Combinators.combine(
            sides,
            sides,
            Arbitraries.integers().between(-9, 9),
            Arbitraries.integers().between(-9, 9),
            sides,
            sides)
        .as(
            (width, height, left, top, wide, high) ->
                new Grid(width, height, left, top, wide, high));
  }
}
