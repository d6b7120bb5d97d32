package dev.vedette.core.watch;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What a view hides of one grid of pixels: ranges of columns, row by row. A pixel is shown if its
 * centre is.
 *
 * <p>It is the same for all pictures of a size, and cheaper to use than to make: whoever needs it
 * for every event keeps it.
 */
public final class Stencil {
  /** Hides nothing. */
  public static final Stencil NONE = new Stencil(new int[0], 0);

  private static final int FIELDS = 3;

  /** Row, first column and first column behind it, of one range after the other. */
  private final int[] ranges;

  private final int hidden;

  private Stencil(int[] ranges, int hidden) {
    this.ranges = ranges;
    this.hidden = hidden;
  }

  /** Is told of ranges of pixels. */
  public interface Brush {
    /**
     * @param until exclusive
     */
    void hide(int row, int from, int until);
  }

  /** Where anything is hidden at all, what lies beside the picture is hidden too. */
  public static Stencil of(View view, Grid grid) {
    return view.isWhole() ? NONE : of(grid, (row, shown) -> show(view, grid, row, shown));
  }

  /**
   * As {@link #of}, of pixels that are blends of what lies around them: one is hidden also if
   * anything hidden lies within reach of its centre, because some of that may be in it.
   *
   * @param reach in pixels of the grid; half a pixel for those that show no more than themselves
   */
  public static Stencil blended(View view, Grid grid, double reach) {
    if (view.isWhole()) {
      return NONE;
    }
    // On a grid twice as fine, so many cells beside the two that a pixel is.
    int beside = (int) Math.ceil(2 * reach - 1);
    Grid fine = grid.halved();
    var row = new BitSet(fine.width());
    var around = new BitSet(fine.width());
    return of(
        grid,
        (y, shown) -> {
          around.set(0, fine.width());
          for (int near = 2 * y - beside; near <= 2 * y + 1 + beside; near++) {
            if (fine.isInPicture(near)) {
              show(view, fine, near, row);
              row.set(0, fine.columnFrom(0)); // the padding is in no blend
              row.set(fine.columnFrom(1), fine.width());
              around.and(row);
            }
          }
          shown.clear();
          if (grid.isInPicture(y)) {
            for (int x = grid.columnFrom(0); x < grid.columnFrom(1); x++) {
              int hidden = around.nextClearBit(Math.max(0, 2 * x - beside));
              shown.set(x, hidden >= Math.min(fine.width(), 2 * x + 2 + beside));
            }
          }
        });
  }

  /** Says which columns of a row are shown. */
  private interface Row {
    void show(int row, BitSet shown);
  }

  private static Stencil of(Grid grid, Row rows) {
    int[] ranges = new int[FIELDS * grid.height()];
    int count = 0;
    int hidden = 0;
    var shown = new BitSet(grid.width());
    for (int row = 0; row < grid.height(); row++) {
      rows.show(row, shown);
      int from = shown.nextClearBit(0);
      while (from < grid.width()) {
        int next = shown.nextSetBit(from);
        int until = next < 0 ? grid.width() : next;
        if (count == ranges.length) {
          ranges = Arrays.copyOf(ranges, 2 * count);
        }
        ranges[count++] = row;
        ranges[count++] = from;
        ranges[count++] = until;
        hidden += until - from;
        from = shown.nextClearBit(until);
      }
    }
    return new Stencil(Arrays.copyOf(ranges, count), hidden);
  }

  private static void show(View view, Grid grid, int row, BitSet shown) {
    shown.clear();
    if (!grid.isInPicture(row)) {
      return;
    }
    double y = grid.heightOf(row);
    if (view.zones().isEmpty()) {
      shown.set(grid.columnFrom(0), grid.columnFrom(1));
    }
    for (Polygon zone : view.zones()) {
      double[] crossings = zone.crossings(y);
      for (int i = 0; i < crossings.length; i += 2) {
        shown.set(grid.columnFrom(crossings[i]), grid.columnFrom(crossings[i + 1]));
      }
    }
    for (Polygon mask : view.masks()) {
      double[] crossings = mask.crossings(y);
      for (int i = 0; i < crossings.length; i += 2) {
        shown.clear(grid.columnFrom(crossings[i]), grid.columnFrom(crossings[i + 1]));
      }
    }
  }

  /** Tells of all that is hidden. */
  public void paint(Brush brush) {
    for (int i = 0; i < ranges.length; i += FIELDS) {
      brush.hide(ranges[i], ranges[i + 1], ranges[i + 2]);
    }
  }

  /** How many pixels are hidden. */
  public int hidden() {
    return hidden;
  }
}
