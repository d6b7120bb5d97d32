package dev.vedette.cli.matrix;

import dev.vedette.core.brain.Opinion;
import dev.vedette.core.control.Mode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Replays and words as a test needs them. */
final class Replays {
  private Replays() {}

  static Word edge(boolean positive) {
    return new Word(1, 15_000, 16_000, true, positive, null);
  }

  static Word cloud(boolean positive, @Nullable Opinion opinion) {
    return new Word(1, 20_000, 640_000, true, positive, opinion);
  }

  static Map<Place, Word> words(Object... placesAndWords) {
    Map<Place, Word> words = new TreeMap<>(java.util.Comparator.comparing(Place::toString));
    for (int i = 0; i < placesAndWords.length; i += 2) {
      words.put((Place) placesAndWords[i], (Word) placesAndWords[i + 1]);
    }
    return words;
  }

  static Place at(long frame) {
    return new Place("camera-01", frame);
  }

  static Replay of(Mode mode, long events, Map<Place, Word> words) {
    long calls = words.values().stream().filter(Word::byCloud).count();
    return new Replay(
        mode,
        events,
        words,
        events - words.size(),
        2_000_000_000L,
        calls,
        calls * 730,
        calls * 35_000,
        calls);
  }
}
