package dev.vedette.core.brain;

import dev.vedette.core.control.Scope;
import dev.vedette.core.event.EventHeader;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many pictures of an episode the brain is shown, and for how long they are gathered.
 *
 * @param usual most pictures of a question; 0 where none may leave
 * @param byScope the same for some; the narrowest scope counts, a tenant's before a device class's
 * @param settling from an episode's first positive event until its question is asked, in which its
 *     best frames are gathered; 0 asks at once with the first
 */
public record PicturePolicy(int usual, Map<Scope, Integer> byScope, Duration settling)
    implements Serializable {
  /** One picture, at once. */
  public static final PicturePolicy ONE = new PicturePolicy(1, Map.of(), Duration.ZERO);

  public static final int MOST = 8;

  public PicturePolicy {
    byScope = new HashMap<>(byScope);
    if (settling.isNegative()) {
      throw new IllegalArgumentException("settling < 0: " + settling);
    }
    if (!settling.equals(Duration.ofMillis(settling.toMillis()))) {
      throw new IllegalArgumentException("settling is not of whole milliseconds: " + settling);
    }
    check(usual, settling);
    for (int most : byScope.values()) {
      check(most, settling);
    }
  }

  private static void check(int most, Duration settling) {
    if (most < 0 || most > MOST) {
      throw new IllegalArgumentException("pictures are not in 0..%d: %d".formatted(MOST, most));
    }
    if (most > 1 && settling.isZero()) {
      throw new IllegalArgumentException(
          "%d pictures without a time to gather them in: the first alone is asked about at once"
              .formatted(most));
    }
  }

  /** The most pictures of a question about this device; 0 for none. */
  public int of(EventHeader header) {
    return Scope.narrowest(byScope, header.tenant(), header.deviceClass(), usual);
  }
}
