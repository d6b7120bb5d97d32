package dev.vedette.simulators.devices;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * When somebody stands before a camera, in capture time since its first frame.
 *
 * <p>The gaps are well above the ten seconds of quiet that end an episode, so that each stretch is
 * an episode of its own.
 */
final class FaceStretches {
  private static final Duration FIRST_GAP_LEAST = Duration.ofSeconds(1);
  private static final Duration FIRST_GAP_MOST = Duration.ofSeconds(8);
  private static final Duration GAP_LEAST = Duration.ofSeconds(13);
  private static final Duration GAP_MOST = Duration.ofSeconds(25);
  private static final Duration STRETCH_LEAST = Duration.ofSeconds(3);
  private static final Duration STRETCH_MOST = Duration.ofSeconds(6);

  private final SplittableRandom random;

  /** From each of these times on a face is shown, or is not. */
  private final NavigableMap<Duration, Boolean> changes = new TreeMap<>();

  FaceStretches(long seed) {
    random = new SplittableRandom(seed);
    changes.put(Duration.ZERO, false);
    changes.put(between(FIRST_GAP_LEAST, FIRST_GAP_MOST), true);
  }

  boolean faceAt(Duration sinceStart) {
    return at(sinceStart).getValue();
  }

  /** When began what is shown then. */
  Duration beganBefore(Duration sinceStart) {
    return at(sinceStart).getKey();
  }

  private Map.Entry<Duration, Boolean> at(Duration sinceStart) {
    while (changes.lastKey().compareTo(sinceStart) <= 0) {
      boolean face = changes.lastEntry().getValue();
      Duration lasts = face ? between(STRETCH_LEAST, STRETCH_MOST) : between(GAP_LEAST, GAP_MOST);
      changes.put(changes.lastKey().plus(lasts), !face);
      if (changes.size() > 8) { // time goes on; what is long past is not asked again
        changes.remove(changes.firstKey());
      }
    }
    var at = changes.floorEntry(sinceStart);
    if (at == null) {
      throw new IllegalArgumentException("long past: " + sinceStart);
    }
    return at;
  }

  private Duration between(Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }
}
