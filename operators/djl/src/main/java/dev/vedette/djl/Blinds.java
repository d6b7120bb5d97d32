package dev.vedette.djl;

import dev.vedette.core.watch.Grid;
import dev.vedette.core.watch.Stencil;
import dev.vedette.core.watch.View;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hides from a network what it may not see, by painting it black in the square that it sees, with
 * all pixels that what is hidden was blended into. Not thread-safe: it keeps the stencils that it
 * used last.
 */
final class Blinds {
  /** Of one gate. Views are those of rules, and cameras have few sizes. */
  private static final int MOST_STENCILS = 256;

  private static final int CHANNELS = 3;

  private final int side;
  private final byte[] black;
  private final Map<Key, Stencil> stencils =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Stencil> eldest) {
          return size() > MOST_STENCILS;
        }
      };

  private record Key(View view, LetterBox.Place place, double reach) {}

  Blinds(int side) {
    this.side = side;
    black = new byte[CHANNELS * side];
  }

  /**
   * Blackens what the view does not show.
   *
   * @param at where the square begins in the batch
   * @param place of the picture in the square
   * @param width of the picture before it was fitted in there
   * @param height of the picture before it was fitted in there
   */
  void close(View view, LetterBox.Place place, int width, int height, ByteBuffer batch, int at) {
    if (view.isWhole()) {
      return;
    }
    stencils
        .computeIfAbsent(new Key(view, place, reach(place, width, height)), this::stencil)
        .paint(
            (row, from, until) ->
                batch.put(
                    at + CHANNELS * (row * side + from), black, 0, CHANNELS * (until - from)));
  }

  /**
   * How far from the centre of a pixel of the square lies what it shows, in such pixels. Where it
   * is a mean of those that it covers, these begin up to one of them before it; where it is put in
   * between the two nearest, each may be a mean itself, of what a decoder has shrunk.
   */
  private static double reach(LetterBox.Place place, int width, int height) {
    if (place.width() == width && place.height() == height) {
      return 0.5;
    }
    double pixel = Math.max((double) place.width() / width, (double) place.height() / height);
    return Math.max(0.5 + pixel, 1.5 * pixel);
  }

  private Stencil stencil(Key key) {
    LetterBox.Place place = key.place();
    return Stencil.blended(
        key.view(),
        new Grid(side, side, place.left(), place.top(), place.width(), place.height()),
        key.reach());
  }
}
