package dev.vedette.core.watch;

import dev.vedette.core.week.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What of one device counts, after all rules for it.
 *
 * @param labels that may be asked about; none for all
 * @param hours in which something has to happen to count
 * @param cooldown device time after a question in which there is no other about the same label
 */
public record Watch(View view, Set<String> labels, Schedule hours, Duration cooldown) {
  /** All of it, always. */
  public static final Watch EVERYTHING =
      new Watch(View.WHOLE, Set.of(), Schedule.ALWAYS, Duration.ZERO);

  public Watch {
    labels = Set.copyOf(labels);
  }

  /** Why an event does not count, for what it is itself; a cooldown depends on others. */
  public Optional<Ignored> ignores(String label, Instant happenedAt) {
    if (!labels.isEmpty() && !labels.contains(label)) {
      return Optional.of(Ignored.LABEL);
    }
    return hours.includes(happenedAt) ? Optional.empty() : Optional.of(Ignored.HOURS);
  }
}
