package dev.vedette.core.watch;

import dev.vedette.core.week.Schedule;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What counts of some devices. What is null is left as wider rules have it; what is empty takes
 * back what they say.
 */
public record WatchRule(
    @Nullable List<Polygon> zones,
    @Nullable List<Polygon> masks,
    @Nullable Set<String> labels,
    @Nullable Schedule hours,
    @Nullable Duration cooldown,
    @Nullable LeastSize minSize)
    implements Serializable {
  private static final Duration LONGEST_COOLDOWN = Duration.ofDays(366);

  public WatchRule {
    zones = zones == null ? null : List.copyOf(zones);
    masks = masks == null ? null : List.copyOf(masks);
    labels = labels == null ? null : Set.copyOf(labels);
    if (cooldown != null && (cooldown.isNegative() || cooldown.compareTo(LONGEST_COOLDOWN) > 0)) {
      throw new IllegalArgumentException(
          "cooldown is not in 0..%s: %s".formatted(LONGEST_COOLDOWN, cooldown));
    }
    if (new View(zones == null ? List.of() : zones, masks == null ? List.of() : masks).isBlind()) {
      throw new IllegalArgumentException("zones and masks leave nothing to look at");
    }
  }

  /** One that says nothing of sizes. */
  public WatchRule(
      @Nullable List<Polygon> zones,
      @Nullable List<Polygon> masks,
      @Nullable Set<String> labels,
      @Nullable Schedule hours,
      @Nullable Duration cooldown) {
    this(zones, masks, labels, hours, cooldown, null);
  }

  /** What counts with this rule, and without it where it says nothing. */
  Watch over(Watch wider) {
    View view =
        zones == null && masks == null
            ? wider.view()
            : new View(
                zones == null ? wider.view().zones() : zones,
                masks == null ? wider.view().masks() : masks);
    return new Watch(
        view,
        labels == null ? wider.labels() : labels,
        hours == null ? wider.hours() : hours,
        cooldown == null ? wider.cooldown() : cooldown,
        minSize == null ? wider.minSize() : minSize);
  }
}
